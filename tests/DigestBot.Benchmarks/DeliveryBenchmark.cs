using System.Diagnostics;
using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Digests;
using DigestBot.WebChat;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Benchmarks;

/// <summary>From the outbox to the destination, by the product's own sender.</summary>
internal static class DeliveryBenchmark
{
    private const int Rows = 100_000;
    private const int Due = 10_000;

    /// <summary><c>drain</c>: digests to as many conversations, all waiting.</summary>
    public static async Task DrainAsync(IReadOnlyList<CorpusPaper> papers)
    {
        var table = new Table("destination", "rows", "rows/s", "wall s", "CPU s", "peak MB", "kB a message");
        await using (var http = await HttpDestination.StartAsync(TimeProvider.System, "http"))
            await DrainAsync(papers, _ => http, table);
        await DrainAsync(papers, database => new WebChatChannel(database, TimeProvider.System), table);
        table.Print();
    }

    private static async Task DrainAsync(IReadOnlyList<CorpusPaper> papers, Func<Database, IChannel> open, Table table)
    {
        await using var store = await Store.WithAsync(papers);
        var now = await SweepBenchmark.PrepareAsync(store.Database, papers, many: 2_000);
        await new DigestSweep(store.Database, new ShiftedClock(now), NullLogger<DigestSweep>.Instance).RunAsync(default);
        var channel = open(store.Database);
        await FillAsync(store.Database, channel.Name);
        using var peak = new PeakMemory();
        var cost = await Cost.OfAsync(() => SendAsync(store.Database, channel, TimeProvider.System, async () => await SentAsync(store.Database) >= Rows));
        table.Add(
            channel.Name, $"{Rows}", $"{Rows / cost.Wall.TotalSeconds:0}", $"{cost.Wall.TotalSeconds:0.0}", $"{cost.Cpu.TotalSeconds:0.0}", $"{peak.Bytes / 1e6:0}",
            $"{await BytesAsync(store.Database) / 1e3 / Rows:0.0}");
    }

    /// <summary><c>lateness</c>: subscriptions due in the same minute; swept every second, as the host does, and sent meanwhile.</summary>
    public static async Task LatenessAsync(IReadOnlyList<CorpusPaper> papers)
    {
        await using var store = await Store.WithAsync(papers);
        var due = await SweepBenchmark.PrepareAsync(store.Database, papers, Due);
        var clock = new ShiftedClock(due.AddSeconds(-3));
        await using var destination = await HttpDestination.StartAsync(clock, "local");
        var sweep = new DigestSweep(store.Database, clock, NullLogger<DigestSweep>.Instance);
        var made = 0;
        using var stop = new CancellationTokenSource();
        var sweeping = Task.Run(async () =>
        {
            using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
            while (await second.WaitForNextTickAsync(stop.Token))
                made += (await sweep.RunAsync(stop.Token)).Sent;
        });
        var cost = await Cost.OfAsync(() => SendAsync(store.Database, destination, clock, () => Task.FromResult(made > 0 && destination.Received.Count >= made)));
        await stop.CancelAsync();
        try
        {
            await sweeping;
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        double[] late = [.. destination.Received.Values.Select(at => (at - due).TotalSeconds)];
        var table = new Table("due at once", "sent", "p50 s", "p99 s", "last s", "CPU s");
        table.Add($"{Due}", $"{late.Length}", $"{late.Percentile(50):0.0}", $"{late.Percentile(99):0.0}", $"{late.Max():0.0}", $"{cost.Cpu.TotalSeconds:0.0}");
        table.Print();
    }

    private static async Task SendAsync(Database database, IChannel channel, TimeProvider time, Func<Task<bool>> done)
    {
        using var stop = new CancellationTokenSource();
        var dispatcher = new Dispatcher(database, [channel], time, NullLogger<Dispatcher>.Instance);
        var sending = Task.Run(() => new ChannelSender(database, dispatcher, channel, time, NullLogger<ChannelSender>.Instance).RunAsync(stop.Token));
        while (!await done())
            await Task.Delay(50);
        await stop.CancelAsync();
        await sending;
    }

    /// <summary>Digests made before, each to a conversation of its own; put into words as they leave.</summary>
    private static async Task FillAsync(Database database, string channel)
    {
        await using var session = await database.WriteAsync(default);
        await session.ExecuteAsync(
            $"""
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {Rows})
            INSERT INTO conversations (channel, external_id, kind) SELECT {channel}, '@reader' || n, 'Direct' FROM numbers
            """, default);
        await session.ExecuteAsync($"CREATE TEMP TABLE bodies AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, body FROM outbox", default);
        await session.ExecuteAsync($"DELETE FROM outbox", default);
        await session.ExecuteAsync(
            $"""
            INSERT INTO outbox (conversation_id, kind, body, created_at, state, not_before)
            SELECT id, {OutboxKind.Digest}, body, {TimeProvider.System.GetUtcNow()}, {OutboxState.Pending}, {TimeProvider.System.GetUtcNow()}
            FROM conversations JOIN bodies ON n = id % (SELECT COUNT(*) FROM bodies) WHERE external_id LIKE '@reader%'
            """, default);
        await session.CommitAsync(default);
    }

    private static async Task<double> BytesAsync(Database database)
    {
        await using var session = await database.ReadAsync(default);
        return await session.ValueAsync($"SELECT SUM(length(CAST(body AS BLOB))) FROM outbox", row => row.Double(0), default);
    }

    private static async Task<long> SentAsync(Database database)
    {
        await using var session = await database.ReadAsync(default);
        return Rows - await session.ValueAsync($"SELECT COUNT(*) FROM outbox INDEXED BY outbox_oldest WHERE state IN ('Pending', 'Sending')", row => row.Long(0), default);
    }

    /// <summary>Stands at a moment when it is made, and goes on from there.</summary>
    private sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
    {
        private readonly long _from = Stopwatch.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => start + Stopwatch.GetElapsedTime(_from);
    }

    /// <summary>The largest resident memory seen, looked at ten times a second.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly Timer _timer;

        public PeakMemory() => _timer = new Timer(_ => Bytes = Math.Max(Bytes, Environment.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

        public long Bytes { get; private set; }

        public void Dispose() => _timer.Dispose();
    }
}
