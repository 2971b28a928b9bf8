using DigestBot.Channels;
using DigestBot.Delivery;
using DigestBot.Digests.Watching;
using DigestBot.Ingestion;
using DigestBot.Ingestion.Feeds;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>How things stand: what is stored, the last digest file, the next digests here, what waits and what is paused.</summary>
internal sealed class StatusCommand : ICommand
{
    private const int MostPaused = 10;
    private const int MostLetters = 5;
    private const int MostSources = 5;

    public IReadOnlyList<string> Verbs { get; } = ["status", "状态"];

    public bool OnlyReads => true;

    /// <summary>状态空间模型 is a topic.</summary>
    public bool Fits(string arguments) => arguments.Length == 0;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length > 0)
            return MistakeAnswer.Rest(arguments, Strings.Verb_Status);
        var files = new DigestFileStore(context.Session);
        var outbox = new Outbox(context.Session);
        var here = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        var letters = await DeadLetterPick.ListAsync(context, cancellationToken);
        var next = here.Where(s => s.NextDue is not null).MinBy(s => s.NextDue);
        var paused = here.Where(s => s.State != SubscriptionState.Active).ToList();
        var fields = new List<Field>
        {
            new(Strings.Status_Papers, string.Format(Strings.Status_PapersIn, Counted.Papers(await context.Papers.CountAsync(cancellationToken)), Counted.Files(await files.CountAsync(cancellationToken)))),
            new(Strings.Status_LastFile, await files.NewestAsync(1, cancellationToken) is [var file]
                ? string.Format(Strings.Status_File, file.Name, SubscriptionWords.Moment(file.ImportedAt, context.Zone), SubscriptionWords.Day(file.Day))
                : Strings.Status_None),
            new(Strings.Status_Next, next is null ? Strings.Status_None : $"{SubscriptionWords.Name(next)} · {SubscriptionWords.Next(next)}"),
            new(Strings.Status_Waiting, string.Format(Strings.Status_Queue, await outbox.WaitingAsync(cancellationToken), letters.Count)),
        };
        var corrections = new Corrections(context.Session);
        var (editsWaiting, editsNotMade) = (await corrections.WaitingAsync(cancellationToken), (await corrections.NotMadeAsync(cancellationToken)).Sum(reason => reason.Edits));
        if (editsWaiting + editsNotMade > 0)
            fields.Add(new Field(Strings.Status_Edits, string.Format(Strings.Status_EditsQueue, editsWaiting, editsNotMade, Corrections.Days)));
        if (await outbox.RetriesAsync(1, cancellationToken) is [var retry])
        {
            var attempt = retry.NotBefore > context.Now ? Strings.Status_NextAttempt : Strings.Status_AnyMoment;
            fields.Add(new Field(Strings.Status_Retries, string.Format(attempt, await outbox.RetryingAsync(cancellationToken), SubscriptionWords.Moment(retry.NotBefore, context.Zone))));
        }

        if (await new UntakenFiles(context.Session).CountAsync(cancellationToken) is > 0 and var untaken)
            fields.Insert(2, new Field(Strings.Status_Untaken, untaken == 1 ? Strings.Status_UntakenFile : string.Format(Strings.Status_UntakenFiles, untaken)));
        fields.InsertRange(2, await ExpectedAsync(context, cancellationToken));
        foreach (var feed in (await new FeedStore(context.Session).ListAsync(cancellationToken)).Take(MostPaused))
            fields.Add(new Field(Strings.Status_Feed, feed.Name + " · " + Feed(feed, context.Zone)));
        fields.AddRange(paused.Take(MostPaused).Select(s => new Field(Strings.Status_Paused, $"{SubscriptionWords.Name(s)} · {SubscriptionWords.Next(s)}")));
        if (paused.Count > MostPaused)
            fields.Add(new Field(Strings.Status_Paused, string.Format(Strings.Edit_AndMore, paused.Count - MostPaused)));
        fields.AddRange(Jobs(context));
        fields.Add(new Field(Strings.Status_Version, ProgramVersion.Text));
        return new Answer(new Message(Strings.Status_Title, [new Heading(Strings.Status_Title), new FieldList(fields), .. Undelivered(context, letters)]));
    }

    /// <summary>Sources that are known well enough to expect something of, the late ones first.</summary>
    private static async Task<IEnumerable<Field>> ExpectedAsync(CommandContext context, CancellationToken cancellationToken) =>
        (await SourceState.ReadAsync(context.Session, context.Defaults.Calendar, context.Now, cancellationToken))
            .Where(state => state.Expectation is not null).OrderBy(state => state.Late is null).Take(MostSources)
            .Select(state => new Field(Strings.Status_Expected, $"{state.Source} · {SourceWords.Standing(state, context.Zone)}"));

    /// <summary>What fails, each with its reason; else that all is well.</summary>
    private static IEnumerable<Field> Jobs(CommandContext context)
    {
        string At(DateTimeOffset? moment) => moment is { } at ? SubscriptionWords.Moment(at, context.Zone) : "";
        if (context.Jobs.Count > 0 && context.Jobs.All(job => job.Problem is null))
            return [new Field(Strings.Status_Job, Strings.Status_JobsWell)];
        return context.Jobs.Where(job => job.Problem is not null)
            .Select(job => new Field(Strings.Status_Job, string.Format(Strings.Status_JobFailed, JobName(job.Job), At(job.At), job.Problem, At(job.Next))));
    }

    private static string JobName(string job) => job switch
    {
        "InboxWatch" => Strings.Job_Inbox,
        "FeedsJob" => Strings.Job_Feeds,
        "SweepJob" or "PushDigestsJob" or "DueWatch" => Strings.Job_Digests,
        "WatchdogJob" => Strings.Job_Watchdog,
        "CorrectionsJob" => Strings.Job_Corrections,
        "GaugesJob" => Strings.Job_Gauges,
        "VocabularyJob" => Strings.Job_Words,
        "RetentionJob" => Strings.Job_Retention,
        _ => job,
    };

    /// <summary>What became of messages is their owners' business: buttons only where nobody else reads.</summary>
    private static IEnumerable<Block> Undelivered(CommandContext context, IReadOnlyList<DeadLetter> letters)
    {
        foreach (var letter in letters.Take(MostLetters))
        {
            var kind = letter.Kind switch { OutboxKind.Digest => Strings.DeadLetter_Digest, OutboxKind.Reply => Strings.DeadLetter_Reply, _ => Strings.DeadLetter_Notice };
            yield return new Section(string.Format(
                Strings.DeadLetter_Line, string.Format(kind, letter.Place), SubscriptionWords.Moment(letter.CreatedAt, context.Zone), Reason.InWords(letter.Problem)))
            {
                Buttons = context.Conversation.IsShared
                    ? []
                    : [new Button(Strings.Button_Resend, $"{Strings.Verb_Resend} {letter.Id}"), new Button(Strings.Button_Drop, $"{Strings.Verb_Drop} {letter.Id}")],
            };
        }

        if (letters.Count > MostLetters)
            yield return new SmallPrint(string.Format(Strings.Edit_AndMore, letters.Count - MostLetters));
    }

    private static string Feed(FeedState feed, string zone) => feed.Problem is { } problem
        ? string.Format(Strings.Status_FeedFailed, feed.Failures, problem, SubscriptionWords.Moment(feed.AskAfter, zone))
        : string.Format(Strings.Status_FeedAsked, SubscriptionWords.Moment(feed.AskedAt, zone), SubscriptionWords.Moment(feed.AskAfter, zone));
}
