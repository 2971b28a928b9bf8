using System.Diagnostics;
using System.Globalization;
using System.Text;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Digests;
using DigestBot.Host;
using DigestBot.Host.CommandLine;
using DigestBot.Ingestion;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using DigestBot.WebChat;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests;

/// <summary>A store in a folder of its own with the real parts around it and a clock the test sets; deleted when disposed.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    /// <summary>The bytes of an empty store: bringing one up to date takes ten times as long as writing it.</summary>
    private static readonly Lazy<Task<byte[]>> Empty = new(MakeAsync);

    private int _events;
    private int _files;

    private TestStore(string folder, Database database, TestClock clock)
    {
        Folder = folder;
        Database = database;
        Clock = clock;
        Ingestor = new Ingestor(database, clock, NullLogger<Ingestor>.Instance);
        Sweep = new DigestSweep(database, clock, NullLogger<DigestSweep>.Instance);
        Corrections = new DigestCorrections(database, clock, NullLogger<DigestCorrections>.Instance);
        Receiver = new WebChatReceiver(
            database, new CommandProcessor(database, clock, new CommandDefaults(), NullLogger<CommandProcessor>.Instance), clock);
    }

    public string Folder { get; }
    public Database Database { get; private set; }
    public TestClock Clock { get; }
    public Ingestor Ingestor { get; }
    public DigestSweep Sweep { get; }
    public DigestCorrections Corrections { get; }
    public WebChatReceiver Receiver { get; }

    public static async Task<TestStore> OpenAsync(string now = "2026-01-28T06:00Z")
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-test-").FullName;
        var path = Path.Combine(folder, "store.db");
        await File.WriteAllBytesAsync(path, await Empty.Value, CancellationToken.None);
        return new TestStore(folder, await Database.OpenAsync(path, held: null, CancellationToken.None), new TestClock(Moment(now)));
    }

    private static async Task<byte[]> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-test-").FullName;
        var database = await Database.OpenAsync(Path.Combine(folder, "store.db"), held: null, CancellationToken.None);
        await PaperIndex.EnsureCurrentAsync(database, CancellationToken.None);
        await database.SettleAsync(CancellationToken.None);
        database.Close();
        var bytes = await File.ReadAllBytesAsync(database.Path, CancellationToken.None);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    public static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A text comes as a file of that name.</summary>
    public Task<IngestReport> IngestAsync(string name, string text, string? day = null) =>
        Ingestor.IngestAsync(name, Encoding.UTF8.GetBytes(text), day is null ? null : Day(day), progress: null, CancellationToken.None);

    /// <summary>Entries come as a file of that name and day, for what no format of today can say (versions, replacements).</summary>
    public async Task<(DigestFile File, EntryEffects Effects)> TakeAsync(string name, string day, params Entry[] entries)
    {
        var now = Clock.GetUtcNow();
        var date = Day(day);
        var file = new DigestFile(
            0, $"taken-{++_files}", name, name, "test", Ingestor.ReaderVersion, date, DaySource.Given, 0,
            DigestFile.IsBackfill(date, DateOnly.FromDateTime(now.UtcDateTime)), now, IngestReportJson.Write(new IngestReport(name)));
        await using var session = await Database.WriteAsync(CancellationToken.None);
        var taken = await new Arrival(session).TakeAsync(file, entries, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        return taken;
    }

    public async Task<Answer> SayAsync(string text, string who = "ann", string? shared = null) =>
        (await Receiver.ReceiveAsync(
            new IncomingMessage($"event-{++_events}", WebChatReceiver.Conversation(who, shared), new Sender(who, who), text), CancellationToken.None))!;

    /// <summary>By the real command; the subscription as it was stored.</summary>
    public async Task<Subscription> SubscribeAsync(string words, string who = "ann", string? shared = null)
    {
        var answer = await SayAsync($"subscribe {words}", who, shared);
        Assert.True(answer.Understood, answer.Message.Summary);
        return await ReadAsync(session => session.ValueAsync($"SELECT MAX(id) FROM subscriptions", row => row.Long(0), CancellationToken.None)) is var id
            ? await SubscriptionAsync(id)
            : throw new InvalidOperationException();
    }

    public async Task<Subscription> SubscriptionAsync(long id) => (await ReadAsync(session => new SubscriptionStore(session).FindAsync(id, CancellationToken.None)))!;

    /// <summary>The clock goes on to a moment, and what is due by then is made.</summary>
    public async Task<IReadOnlyList<MadeDigest>> SweepAtAsync(string moment)
    {
        Clock.Now = Moment(moment);
        var made = new List<MadeDigest>();
        await Sweep.RunAsync(made.Add, CancellationToken.None);
        return made;
    }

    public Dispatcher Dispatcher(params IChannel[] channels) =>
        new(Database, channels.Length > 0 ? channels : [new WebChatChannel(Database, Clock)], Clock, NullLogger<Dispatcher>.Instance);

    /// <summary>One attempt at one message, whatever the outbox holds.</summary>
    public Task<SendResult> PostingAsync(IChannel channel, OutgoingMessage message, CancellationToken cancellationToken = default) =>
        new MessagePosting(Database, Clock).PostAsync(channel, message, cancellationToken);

    /// <summary>A sender that runs until it is disposed.</summary>
    public RunningSender Sender(IChannel channel) =>
        new(new ChannelSender(Database, Dispatcher(channel), channel, Clock, NullLogger<ChannelSender>.Instance));

    /// <summary>All that may go now is sent by the senders that production runs; how many were delivered.</summary>
    public Task<int> SendAsync(params IChannel[] channels) => SendAsync(CancellationToken.None, channels);

    public async Task<int> SendAsync(CancellationToken stopping, params IChannel[] channels)
    {
        channels = channels.Length > 0 ? channels : [new WebChatChannel(Database, Clock)];
        var delivered = 0;
        foreach (var channel in channels)
            delivered += await new ChannelSender(Database, Dispatcher(channels), channel, Clock, NullLogger<ChannelSender>.Instance).DrainAsync(stopping);
        return delivered;
    }

    /// <summary>Looks again until it holds; fails when the deadline passes.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var waited = Stopwatch.StartNew(); !await holds(); await Task.Delay(20))
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), $"Waited in vain for {what}.");
    }

    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> read)
    {
        await using var session = await Database.ReadAsync(CancellationToken.None);
        return await read(session);
    }

    public async Task WriteAsync(Func<Session, Task> write)
    {
        await using var session = await Database.WriteAsync(CancellationToken.None);
        await write(session);
        await session.CommitAsync(CancellationToken.None);
    }

    public Task<long> CountAsync(FormattableString countSql) =>
        ReadAsync(session => session.ValueAsync(countSql, row => row.Long(0), CancellationToken.None));

    public async Task<IReadOnlyList<Paper>> PapersAsync() =>
        await ReadAsync(async session => await new PaperStore(session).ListAsync(await new PaperStore(session).AllIdsAsync(CancellationToken.None), CancellationToken.None));

    public async Task<Paper> PaperAsync(string arxivId)
    {
        Assert.True(ArxivId.TryParse(arxivId, out var id));
        var paper = await ReadAsync(session => new PaperStore(session).FindAsync(id, CancellationToken.None));
        Assert.NotNull(paper);
        return paper;
    }

    public async Task<IReadOnlyList<TranscriptLine>> TranscriptAsync(long conversationId) =>
        await ReadAsync(session => new Transcript(session).ReadAsync(conversationId, CancellationToken.None));

    /// <summary>The real command line on this store, started in this folder.</summary>
    public async Task<CommandLineResult> RunAsync(params string[] args) => await RunInAsync(Folder, [.. args, "--db", Database.Path]);

    public static async Task<CommandLineResult> RunInAsync(string folder, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await DigestBotCommandLine.RunAsync(args, new Terminal(output, error, folder, IsInteractive: false), CancellationToken.None);
        return new CommandLineResult(exit, output.ToString(), error.ToString());
    }

    /// <summary>All papers as <c>papers export</c> prints them.</summary>
    public async Task<string> ExportAsync()
    {
        var result = await RunAsync("papers", "export");
        Assert.Equal(0, result.Exit);
        return result.Out;
    }

    public async ValueTask DisposeAsync()
    {
        Database.Close();
        await Task.CompletedTask;
        Directory.Delete(Folder, recursive: true);
    }
}

internal sealed record CommandLineResult(int Exit, string Out, string Error);

/// <summary>The background sender of a channel at work.</summary>
internal sealed class RunningSender : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public RunningSender(ChannelSender sender) => _run = Task.Run(() => sender.RunAsync(_stop.Token));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }
}

/// <summary>Stands where the test puts it.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
