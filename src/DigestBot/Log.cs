using Microsoft.Extensions.Logging;

namespace DigestBot;

/// <summary>Every log message of the product: ids, counts, states; never a text somebody wrote. Bands of ids per folder.</summary>
internal static partial class Log
{
    // Papers 200
    [LoggerMessage(200, LogLevel.Information, "Summary of paper {Paper} in {Language} asked for: {Result} after {Milliseconds} ms")]
    public static partial void SummaryAsked(ILogger log, long paper, string language, string result, long milliseconds);

    // Channels 400
    [LoggerMessage(400, LogLevel.Error, "What came from {Conversation} could not be worked on")]
    public static partial void WorkFailed(ILogger log, string conversation, Exception exception);

    // Ingestion 600
    [LoggerMessage(600, LogLevel.Information, "{File}: {Format}, day {Day:yyyy-MM-dd}, {Entries} entries: {New} new, {Known} known, {Updated} updated, {Rejected} rejected")]
    public static partial void FileTaken(ILogger log, string file, string format, DateOnly day, int entries, int @new, int known, int updated, int rejected);

    [LoggerMessage(602, LogLevel.Error, "{File}: reading it failed; the file is left alone until it changes")]
    public static partial void FileFailed(ILogger log, string file, Exception exception);

    [LoggerMessage(601, LogLevel.Warning, "{File} was not taken: {Reason}")]
    public static partial void FileRejected(ILogger log, string file, string reason);

    [LoggerMessage(604, LogLevel.Warning, "{File}: {Entries} rejected, the first on line {Line}")]
    public static partial void EntriesRejected(ILogger log, string file, string entries, int line);

    [LoggerMessage(603, LogLevel.Warning, "Feed at {Host} failed for the {Failures}. time: {Problem}")]
    public static partial void FeedFailed(ILogger log, string host, int failures, string problem);

    // Delivery 700
    [LoggerMessage(700, LogLevel.Debug, "Message {Row} ({Kind}): {Result} at attempt {Attempt}")]
    public static partial void SendEnded(ILogger log, long row, string kind, string result, int attempt);

    [LoggerMessage(706, LogLevel.Warning, "Message {Row} ({Kind}) to {Channel}: {Result} at attempt {Attempt}: {Reason}")]
    public static partial void SendRefused(ILogger log, long row, string kind, string channel, string result, int attempt, string reason);

    [LoggerMessage(701, LogLevel.Warning, "Message {Row}: the send failed; its answer counts as lost")]
    public static partial void SendFailed(ILogger log, long row, Exception exception);

    [LoggerMessage(702, LogLevel.Error, "The sender of {Channel} was stopped by the store; it goes on")]
    public static partial void SenderFailed(ILogger log, string channel, Exception exception);

    [LoggerMessage(704, LogLevel.Error, "The sender of {Channel} waits: {Problem}")]
    public static partial void SenderWaits(ILogger log, string channel, string problem);

    [LoggerMessage(703, LogLevel.Error, "Message {Row}: how its send ended could not be recorded; its answer counts as lost")]
    public static partial void OutcomeNotRecorded(ILogger log, long row, Exception exception);

    [LoggerMessage(705, LogLevel.Error, "Paper {Paper}: its row in a digest could not be made; its bare title is shown")]
    internal static partial void RowFailed(ILogger log, long paper, Exception exception);

    // Digests 800
    [LoggerMessage(800, LogLevel.Information, "Digests made: {Digests}; subscriptions due: {Due}")]
    public static partial void Swept(ILogger log, int digests, int due);

    [LoggerMessage(801, LogLevel.Error, "Subscription {Subscription}: its digest could not be made; it is paused")]
    public static partial void DigestFailed(ILogger log, long subscription, Exception exception);

    [LoggerMessage(802, LogLevel.Information, "{Messages} of {Looked} messages are corrected, as their papers changed")]
    public static partial void Corrected(ILogger log, int messages, int looked);

    [LoggerMessage(803, LogLevel.Information, "Conversation {Conversation} was told of {Late} late sources and of {Came} that came after all")]
    public static partial void ToldLate(ILogger log, long conversation, int late, int came);

    // Commands 900
    [LoggerMessage(900, LogLevel.Error, "Event {EventId} of {Channel} failed")]
    public static partial void CommandFailed(ILogger log, string channel, string eventId, Exception exception);

    // Scheduling 1000
    [LoggerMessage(1000, LogLevel.Error, "Job {Job} failed; it runs again at its next time")]
    public static partial void JobFailed(ILogger log, string job, Exception exception);

    [LoggerMessage(1001, LogLevel.Error, "Job {Job} waits: {Problem}")]
    public static partial void JobWaits(ILogger log, string job, string problem);
}
