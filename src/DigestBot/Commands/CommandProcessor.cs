using System.Collections.Concurrent;
using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Generated;
using DigestBot.Taste;
using Microsoft.Extensions.Logging;

namespace DigestBot.Commands;

/// <summary>
/// From a recorded event to its answer. <see cref="ReceiveAsync"/> records, so that the channel may acknowledge; <see cref="ProcessAsync"/>
/// commits the command's effects, the event's "done" and the reply's row together (decision 16).
/// </summary>
public sealed class CommandProcessor(
    Database database, TimeProvider time, CommandDefaults defaults, ILogger<CommandProcessor> log, FileIntake? files = null, SummaryWriter? summaries = null, JobResults? jobs = null,
    LongImport? longImports = null, Tastes? tastes = null)
{
    private const int MostAttempts = 3;
    private const int OpenAtOnce = 4;
    private readonly Tastes _tastes = tastes ?? new();
    private readonly CommandReader _reader = new();

    /// <summary>By conversation, when what a crash left undone there is done.</summary>
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _leftOver = new();

    private delegate Task<Answer> Run(CommandContext context, string typed, CancellationToken cancellationToken);

    /// <summary>False where this event was received before.</summary>
    public async Task<bool> ReceiveAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var conversations = new ConversationStore(session);
        var conversation = await conversations.KnowAsync(message.Conversation, cancellationToken);
        var person = await conversations.KnowAsync(message.Conversation.Channel, message.From, cancellationToken);
        var isNew = await new InboundLog(session).RecordAsync(message, conversation, person, time.GetUtcNow(), cancellationToken);
        await new DeliveryPause(session).ResumeAsync(conversation.Id, time.GetUtcNow(), cancellationToken);
        await session.CommitAsync(cancellationToken);
        return isNew;
    }

    /// <summary>Whether a text in a shared conversation is for the bot: it is called by name, or what it says is a command or stands for one.</summary>
    public bool IsAddressed(string text) => _reader.IsAddressed(text, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    /// <summary>Nobody asked the bot: the event is done, without an answer.</summary>
    public async Task PassOverAsync(string channel, string eventId, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var inboundLog = new InboundLog(session);
        if (await inboundLog.FindOpenAsync(channel, eventId, cancellationToken) is { } inbound)
            await inboundLog.DoneAsync(inbound, time.GetUtcNow(), cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Null where the event is done or unknown. Waits for what a crash left undone in the event's conversation.</summary>
    public async Task<Answer?> ProcessAsync(string channel, string eventId, CancellationToken cancellationToken)
    {
        if (!_leftOver.IsEmpty && await ConversationAsync(channel, eventId, cancellationToken) is { } conversation && _leftOver.TryGetValue(conversation, out var earlier))
            await earlier.Task.WaitAsync(cancellationToken);
        return await AnswerAsync(channel, eventId, cancellationToken);
    }

    private async Task<long?> ConversationAsync(string channel, string eventId, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return (await new InboundLog(session).FindOpenAsync(channel, eventId, cancellationToken))?.ConversationId;
    }

    private async Task<Answer?> AnswerAsync(string channel, string eventId, CancellationToken cancellationToken)
    {
        try
        {
            var known = await BeforehandAsync(channel, eventId, cancellationToken);
            if (known is { GoesOn: true })
                return await GoOnAsync(channel, eventId, known, cancellationToken);
            if (known?.Later is { } later)
            {
                await ShowInterimAsync(channel, eventId, known, cancellationToken);
                known = await later(cancellationToken);
            }

            return await FinishAsync(channel, eventId,
                known is null ? _reader.AnswerAsync : (context, _, token) => known.Within is { } within ? within(context, token) : Task.FromResult(known), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Everything was taken back; the person still gets an answer.
            Log.CommandFailed(log, channel, eventId, exception);
            return await FinishAsync(channel, eventId, FailAsync, cancellationToken);
        }
    }

    /// <summary>
    /// What needs no transaction is done before the answer's, as whoever writes would wait for it: fetching files (the same content twice changes
    /// nothing) and whatever only reads. Null where nothing is known beforehand.
    /// </summary>
    private async Task<Answer?> BeforehandAsync(string channel, string eventId, CancellationToken cancellationToken)
    {
        InboundEvent? inbound;
        CommandContext context;
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            inbound = await new InboundLog(session).FindOpenAsync(channel, eventId, cancellationToken);
            if (inbound is null)
                return null;
            context = await ContextAsync(session, inbound, cancellationToken);
            if (files is null || inbound.Files.Count == 0)
            {
                using var spoken = UiLanguage.Use(context.Language);
                return _reader.MayWrite(inbound.Text) ? null : await _reader.AnswerAsync(context, inbound.Text, cancellationToken);
            }
        }

        using var language = UiLanguage.Use(context.Language);
        if (_reader.Find(inbound.Text)?.Command is TasteCommand)
            return TasteExamples.Prepare(await files.ReadAsync(channel, inbound.Files, cancellationToken));
        if (longImports is null)
            return FileIntake.Answer(await files.TakeAsync(context.Person, inbound.Files, progress: null, cancellationToken));
        using var limit = new LongImport.Limit(cancellationToken);
        try
        {
            return FileIntake.Answer(await files.TakeAsync(context.Person, inbound.Files, limit, limit.Token));
        }
        catch (OperationCanceledException) when (limit.IsExceeded && !cancellationToken.IsCancellationRequested)
        {
            return Answer.Of(string.Format(Strings.Files_GoesOn, LongImport.Entries)) with { GoesOn = true };
        }
    }

    private async Task<Answer?> GoOnAsync(string channel, string eventId, Answer answer, CancellationToken cancellationToken)
    {
        await ShowInterimAsync(channel, eventId, answer, cancellationToken);
        await using var session = await database.ReadAsync(cancellationToken);
        if (await new InboundLog(session).FindOpenAsync(channel, eventId, cancellationToken) is { Interim: { } interim })
            longImports!.Enqueue(interim);
        return answer;
    }

    /// <summary>The files of an open event, however long that takes; its answer takes the place of the one that said that it goes on.</summary>
    /// <param name="interim">The outbox's row of that answer; an event that is done changes nothing.</param>
    /// <param name="progress">Entries stored so far, of all in a file.</param>
    /// <param name="cancellationToken">Ends it; the event stays open.</param>
    public async Task ImportAsync(long interim, IProgress<(int Done, int Of)> progress, CancellationToken cancellationToken)
    {
        InboundEvent? inbound;
        CommandContext context;
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            inbound = await new InboundLog(session).FindOpenAsync(interim, cancellationToken);
            if (inbound is null || files is null)
                return;
            context = await ContextAsync(session, inbound, cancellationToken);
        }

        using var language = UiLanguage.Use(context.Language);
        var answer = FileIntake.Answer(await files.TakeAsync(context.Person, inbound.Files, progress, cancellationToken));
        await FinishAsync(inbound.Channel, inbound.EventId, (_, _, _) => Task.FromResult(answer), cancellationToken);
    }

    /// <summary>Says of an open event that it failed.</summary>
    public async Task GiveUpAsync(long interim, CancellationToken cancellationToken)
    {
        InboundEvent? inbound;
        await using (var session = await database.ReadAsync(cancellationToken))
            inbound = await new InboundLog(session).FindOpenAsync(interim, cancellationToken);
        if (inbound is not null)
            await FinishAsync(inbound.Channel, inbound.EventId, FailAsync, cancellationToken);
    }

    /// <summary>What is said while the answer takes its time; once, however often a crash makes the answer begin anew.</summary>
    private async Task ShowInterimAsync(string channel, string eventId, Answer interim, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var inboundLog = new InboundLog(session);
        if (await inboundLog.FindOpenAsync(channel, eventId, cancellationToken) is not { Interim: null } inbound)
            return;
        var row = Row(inbound, interim, await ContextAsync(session, inbound, cancellationToken));
        await inboundLog.ShowedInterimAsync(inbound, await new Outbox(session).AddAsync(row, time.GetUtcNow(), cancellationToken), cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>What a crash left undone, oldest first. From now on, what is new in the same conversations waits until that was done.</summary>
    public async Task<IReadOnlyList<InboundEvent>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var open = await new InboundLog(session).OpenAsync(cancellationToken);
        foreach (var inbound in open)
            _leftOver.TryAdd(inbound.ConversationId, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return open;
    }

    /// <summary>Does what a crash left undone: each conversation's events in order, several conversations at a time, as one may wait for a model.</summary>
    public Task ProcessOpenAsync(IReadOnlyList<InboundEvent> open, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        open.GroupBy(inbound => inbound.ConversationId), new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce, CancellationToken = cancellationToken }, async (events, token) =>
        {
            foreach (var inbound in events)
                await ProcessOpenAsync(inbound, token);
            if (_leftOver.TryRemove(events.Key, out var done))
                done.SetResult();
        });

    private async Task ProcessOpenAsync(InboundEvent inbound, CancellationToken cancellationToken)
    {
        try
        {
            if (await AttemptAsync(inbound, cancellationToken) > MostAttempts)
                await FinishAsync(inbound.Channel, inbound.EventId, FailAsync, cancellationToken);
            else
                await AnswerAsync(inbound.Channel, inbound.EventId, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A store that is full, say: it stays open until the next start.
            Log.CommandFailed(log, inbound.Channel, inbound.EventId, exception);
        }
    }

    /// <summary>Counted in a transaction of its own: an event that ends the process must not end it at every start.</summary>
    private async Task<int?> AttemptAsync(InboundEvent inbound, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var attempt = await new InboundLog(session).AttemptAsync(inbound, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return attempt;
    }

    private static Task<Answer> FailAsync(CommandContext context, string typed, CancellationToken cancellationToken) =>
        Task.FromResult(Answer.Mistake(Strings.Command_Failed));

    private async Task<Answer?> FinishAsync(string channel, string eventId, Run run, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var inboundLog = new InboundLog(session);
        if (await inboundLog.FindOpenAsync(channel, eventId, cancellationToken) is not { } inbound)
            return null;

        var context = await ContextAsync(session, inbound, cancellationToken);
        using var language = UiLanguage.Use(context.Language);
        var answer = await run(context, inbound.Text, cancellationToken);
        // The paper may have been corrected since the card was made from a view.
        if (answer.Message.Card is { } card)
        {
            var current = await new PaperChanges(session).CurrentAsync([card.Paper], cancellationToken);
            answer = answer with { Message = Correction.Compose(answer.Message, current) };
            if (current.TryGetValue(card.Paper, out var paper))
                await new TasteStore(session).OpenedAsync(context.Person.Id, paper.Id, context.Conversation.Id, context.Now, cancellationToken);
        }

        if (answer.List is { } list)
            await new LastListStore(context).SaveAsync(list, cancellationToken);
        await inboundLog.DoneAsync(inbound, context.Now, cancellationToken);
        await new Outbox(session).AddAsync(Row(inbound, answer, context), context.Now, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return answer;
    }

    private static NewOutboxRow Row(InboundEvent inbound, Answer answer, CommandContext context)
    {
        var to = answer.To ?? context.Conversation;
        // What everybody saw begin, everybody sees end.
        var onlyFor = answer.Private && to.IsShared && inbound.Interim is null ? context.Person.Id : (long?)null;
        return new NewOutboxRow(
            to.Id, OutboxKind.Reply, answer.Message, DigestId: null, onlyFor,
            Thread: answer.To is null ? inbound.Thread : null,
            Replaces: answer.Replaces || inbound.Interim is not null ? inbound.MessageId : null) { InPlaceOf = inbound.Interim };
    }

    private async Task<CommandContext> ContextAsync(Session session, InboundEvent inbound, CancellationToken cancellationToken)
    {
        var conversations = new ConversationStore(session);
        return new CommandContext(
            session,
            (await conversations.FindAsync(inbound.ConversationId, cancellationToken))!,
            (await conversations.FindPersonAsync(inbound.PersonId, cancellationToken))!,
            time.GetUtcNow(),
            defaults)
        {
            Summaries = summaries,
            Tastes = _tastes,
            Jobs = jobs?.All ?? [],
            Written = Sentence.LanguageOf(inbound.Text),
        };
    }
}
