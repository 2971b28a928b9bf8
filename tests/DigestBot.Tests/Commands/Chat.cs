using System.Text;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Digests;
using DigestBot.Ingestion;
using DigestBot.Messages;
using DigestBot.Papers.Generated;
using DigestBot.Subscriptions;
using DigestBot.WebChat;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Commands;

/// <summary>People talking to the bot: the real processor on a real store, with a clock that is set. Without a place it is a direct chat.</summary>
internal sealed class Chat : IAsyncDisposable
{
    public const string Channel = WebChatChannel.ChannelName;

    private readonly string _folder;
    private readonly Clock _clock;
    private int _events;

    private Chat(string folder, Database store, Clock clock)
    {
        (_folder, Store, _clock) = (folder, store, clock);
        Processor = new CommandProcessor(store, clock, new CommandDefaults(), NullLogger<CommandProcessor>.Instance);
    }

    public Database Store { get; }

    public CommandProcessor Processor { get; private set; }

    public DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    /// <summary>Tuesday noon, and the papers of <see cref="SampleDigest"/> arrived.</summary>
    public static async Task<Chat> StartAsync(string? language = null)
    {
        var chat = await StartEmptyAsync();
        await chat.ImportAsync("2026-01-26.md", SampleDigest.Monday);
        await chat.ImportAsync("2026-01-27.md", SampleDigest.Tuesday);
        if (language is not null)
            await chat.SayAsync($"language {language}");
        return chat;
    }

    public static async Task<Chat> StartEmptyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-chat-").FullName;
        var store = await Database.OpenAsync(Path.Combine(folder, "chat.db"), held: null, TestContext.Current.CancellationToken);
        return new Chat(folder, store, new Clock(new DateTimeOffset(2026, 1, 27, 12, 0, 0, TimeSpan.Zero)));
    }

    /// <summary>As the host's next start does.</summary>
    public async Task ProcessOpenAsync() =>
        await Processor.ProcessOpenAsync(await Processor.OpenAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    /// <summary>From now on cards may be asked for fresh.</summary>
    public SummaryWriter Use(ChatModelOptions model, ILogger<SummaryWriter>? log = null)
    {
        var writer = new SummaryWriter(model, Store, _clock, log ?? NullLogger<SummaryWriter>.Instance);
        Processor = new CommandProcessor(Store, _clock, new CommandDefaults(), NullLogger<CommandProcessor>.Instance, summaries: writer);
        return writer;
    }

    public Task<IngestReport> ImportAsync(string name, string content) =>
        new Ingestor(Store, _clock, NullLogger<Ingestor>.Instance).IngestAsync(name, Encoding.UTF8.GetBytes(content), given: null, progress: null, TestContext.Current.CancellationToken);

    public Task<IngestReport> ImportAsync(string path) =>
        new Ingestor(Store, _clock, NullLogger<Ingestor>.Instance).IngestFileAsync(path, given: null, progress: null, TestContext.Current.CancellationToken);

    public async Task<Answer> SayAsync(string text, string who = "ann", string? place = null)
    {
        var said = Message(text, who, place);
        Assert.True(await Processor.ReceiveAsync(said, TestContext.Current.CancellationToken));
        return (await Processor.ProcessAsync(Channel, said.EventId, TestContext.Current.CancellationToken))!;
    }

    /// <summary>The answer as plain text.</summary>
    public async Task<string> AskAsync(string text, string who = "ann", string? place = null) =>
        PlainText.Render((await SayAsync(text, who, place)).Message);

    /// <summary>A talk as a person reads it: what was said, then the answer.</summary>
    public async Task<string> TalkAsync(params string[] sentences)
    {
        var talk = new StringBuilder();
        foreach (var sentence in sentences)
            talk.Append("> ").AppendLine(sentence).AppendLine(await AskAsync(sentence)).AppendLine();
        return talk.ToString();
    }

    public IncomingMessage Message(string text, string who = "ann", string? place = null) => new(
        $"event-{++_events}",
        place is null ? new ConversationReference(Channel, $"@{who}", ConversationKind.Direct, who) : new ConversationReference(Channel, place, ConversationKind.Shared, place),
        new Sender(who, who),
        text);

    public async Task<IReadOnlyList<Subscription>> SubscriptionsAsync(string who = "ann", string? place = null)
    {
        var address = place ?? $"@{who}";
        await using var session = await Store.ReadAsync(TestContext.Current.CancellationToken);
        var id = await session.FirstAsync($"SELECT id FROM conversations WHERE external_id = {address}", row => row.Long(0), TestContext.Current.CancellationToken);
        return await new SubscriptionStore(session).ListAsync(id, TestContext.Current.CancellationToken);
    }

    /// <summary>All that commands may change about subscriptions and preferences, as text: equal means nothing changed.</summary>
    public async Task<string> StateAsync()
    {
        await using var session = await Store.ReadAsync(TestContext.Current.CancellationToken);
        var state = new StringBuilder();
        foreach (var subscription in await new SubscriptionStore(session).AllAsync(TestContext.Current.CancellationToken))
            state.AppendLine($"{subscription.ConversationId} {subscription.Number} {subscription.OwnerId} {subscription.Filter} {subscription.Schedule} {subscription.Schedule.Zone} {subscription.Options} {subscription.State} {subscription.PausedUntil} {subscription.NextDue}");
        foreach (var row in await session.QueryAsync(
            $"SELECT name || ' ' || COALESCE(language, '-') || ' ' || COALESCE(zone, '-') FROM people UNION ALL SELECT external_id || ' ' || COALESCE(language, '-') || ' ' || COALESCE(zone, '-') FROM conversations ORDER BY 1",
            row => row.Text(0), TestContext.Current.CancellationToken))
            state.AppendLine(row);
        return state.ToString();
    }

    /// <summary>All that waits is posted; what the direct chat shows then.</summary>
    public async Task<IReadOnlyList<string>> DeliverAsync(string who = "ann")
    {
        var channel = new WebChatChannel(Store, _clock);
        var dispatcher = new Dispatcher(Store, [channel], _clock, NullLogger<Dispatcher>.Instance);
        await new ChannelSender(Store, dispatcher, channel, _clock, NullLogger<ChannelSender>.Instance).DrainAsync(TestContext.Current.CancellationToken);
        await using var session = await Store.ReadAsync(TestContext.Current.CancellationToken);
        var lines = await new Transcript(session).ReadAsync(new ConversationReference(Channel, $"@{who}", ConversationKind.Direct, who), TestContext.Current.CancellationToken);
        return [.. lines.Select(line => PlainText.Render(line.Message))];
    }

    /// <summary>Posted messages that are to say something else.</summary>
    public Task<int> CorrectAsync() =>
        new DigestCorrections(Store, _clock, NullLogger<DigestCorrections>.Instance).RunAsync(TestContext.Current.CancellationToken);

    public async Task<long> CountAsync(FormattableString sql)
    {
        await using var session = await Store.ReadAsync(TestContext.Current.CancellationToken);
        return await session.ValueAsync(sql, row => row.Long(0), TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<MadeDigest>> SweepAsync()
    {
        var made = new List<MadeDigest>();
        await new DigestSweep(Store, _clock, NullLogger<DigestSweep>.Instance).RunAsync(made.Add, TestContext.Current.CancellationToken);
        return made;
    }

    public ValueTask DisposeAsync()
    {
        Store.Close();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>All buttons of a message, in order.</summary>
    public static IReadOnlyList<Button> Buttons(Answer answer) =>
    [
        .. answer.Message.Blocks.SelectMany(block => block switch
        {
            Section section => section.Buttons,
            EntryRow row => row.Buttons,
            Actions actions => actions.Buttons,
            _ => [],
        }),
    ];

    /// <summary>Whether it begins with a verb: anything else is understood as well, but as a search.</summary>
    public static bool IsCommand(Button button) => new CommandSet().Find(button.Command) is not null;

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
