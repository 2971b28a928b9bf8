using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Digests.Watching;
using DigestBot.Ingestion;
using DigestBot.Papers;
using DigestBot.Scheduling;

namespace DigestBot.Host.Operator;

/// <summary>How things stand in the whole store, at one moment.</summary>
internal sealed record OperatorView(
    DateTimeOffset Now,
    long Papers,
    long Files,
    long Subscriptions,
    long Waiting,
    long Retrying,
    long EditsWaiting,
    IReadOnlyList<(string Problem, long Edits)> EditsNotMade,
    IReadOnlyList<OperatorView.Ingestion> Ingestions,
    long EmptyFiles,
    IReadOnlyList<UntakenFile> Untaken,
    long UntakenCount,
    IReadOnlyList<SourceState> Sources,
    IReadOnlyList<OperatorView.Run> NextRuns,
    IReadOnlyList<WaitingRetry> Retries,
    IReadOnlyList<DeadLetter> DeadLetters,
    long Undeliverable,
    IReadOnlyList<OperatorView.Pause> Paused,
    IReadOnlyList<JobResult> Jobs,
    IReadOnlyDictionary<DateOnly, long> PapersPerDay,
    IReadOnlyDictionary<DateOnly, long> MessagesPerDay,
    string? Collector)
{
    /// <summary>How far the long jobs are.</summary>
    public IReadOnlyList<JobProgress> Running { get; init; } = [];

    /// <summary>Jobs whose retries are used up, the latest first.</summary>
    public IReadOnlyList<FailedJob> FailedJobs { get; init; } = [];

    public long FailedJobsCount { get; init; }

    public const int Days = 30;
    public const int Rows = 10;
    private const int MostLetters = 50;

    /// <summary>How far back empty files are counted.</summary>
    public const int EmptyDays = 7;

    internal sealed record Ingestion(DigestFile File, IngestReport Report);

    internal sealed record Run(DateTimeOffset Due, long Subscriptions);

    internal sealed record Pause(string Place, int Number, string Reason);

    public static async Task<OperatorView> ReadAsync(
        Session session, SourceCalendar calendar, IReadOnlyList<JobResult> jobs, string? collector, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var files = new DigestFileStore(session);
        var outbox = new Outbox(session);
        var first = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - Days);
        return new OperatorView(
            now,
            await new PaperStore(session).CountAsync(cancellationToken),
            await files.CountAsync(cancellationToken),
            await session.ValueAsync($"SELECT COUNT(*) FROM subscriptions WHERE state <> 'Removed'", row => row.Long(0), cancellationToken),
            await outbox.WaitingAsync(cancellationToken),
            await outbox.RetryingAsync(cancellationToken),
            await new Corrections(session).WaitingAsync(cancellationToken),
            await new Corrections(session).NotMadeAsync(cancellationToken),
            [.. (await files.NewestAsync(Rows, cancellationToken)).Select(file => new Ingestion(file, IngestReportJson.Read(file.Report)))],
            await files.EmptySinceAsync(now.AddDays(-EmptyDays), cancellationToken),
            await new UntakenFiles(session).ListAsync(Rows, cancellationToken),
            await new UntakenFiles(session).CountAsync(cancellationToken),
            await SourceState.ReadAsync(session, calendar, now, cancellationToken),
            await session.QueryAsync(
                $"SELECT next_due, COUNT(*) FROM subscriptions WHERE next_due IS NOT NULL GROUP BY next_due ORDER BY next_due LIMIT {Rows}",
                row => new Run(row.Moment(0), row.Long(1)), cancellationToken),
            await outbox.RetriesAsync(Rows, cancellationToken),
            [.. (await new DeadLetters(session).ListAsync(cancellationToken)).Take(MostLetters)],
            await new DeadLetters(session).CountAsync(cancellationToken),
            await session.QueryAsync(
                $"""
                SELECT {ConversationStore.ShownName}, number, COALESCE(pause_reason, '') FROM subscriptions JOIN conversations ON conversations.id = conversation_id
                WHERE state = 'DeliveryPaused' ORDER BY conversation_id, number
                """,
                row => new Pause(row.Text(0), row.Int(1), row.Text(2)), cancellationToken),
            jobs,
            await PerDayAsync(session, $"SELECT day, COUNT(*) FROM papers WHERE day >= {first} GROUP BY day", cancellationToken),
            await PerDayAsync(session, $"SELECT substr(sent_at, 1, 10), COUNT(*) FROM outbox WHERE sent_at >= {first} GROUP BY 1", cancellationToken),
            collector);
    }

    private static async Task<IReadOnlyDictionary<DateOnly, long>> PerDayAsync(Session session, FormattableString sql, CancellationToken cancellationToken) =>
        (await session.QueryAsync(sql, row => KeyValuePair.Create(row.Day(0), row.Long(1)), cancellationToken)).ToDictionary();
}
