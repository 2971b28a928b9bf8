using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Tests.Commands;
using DigestBot.Tests.Delivery;
using DigestBot.Tests.Teams;
using DigestBot.WebChat;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Host;

/// <summary>Instruments are the process's: nothing else may run while they are read.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
public sealed class TelemetryAlone;

[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests
{
    private const string Person = "plantedperson";
    private const string Word = "plantedword";
    private const string Secret = "plantedsecret-of-twenty-letters";

    [Fact]
    public async Task A_run_is_counted_as_it_went()
    {
        using var counts = new Counts();
        await using var store = await TestStore.OpenAsync("2026-01-27T12:00Z");
        await store.IngestAsync("2026-01-27.md", SampleDigest.Tuesday);
        await store.IngestAsync("2026-01-27.md", SampleDigest.Tuesday);
        await store.IngestAsync("photo.jpg", "no digest");
        await store.SubscribeAsync("everything daily at 09:00", "ann");
        var made = Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z"));
        // The answer to the command is delivered at its second attempt, the digest is refused.
        var channel = new ScriptedChannel(new SendResult.Retry("busy", TimeSpan.Zero), new SendResult.Sent("1"), new SendResult.Rejected("too long"));
        await store.SendAsync(channel);

        Assert.Equal(3, channel.Attempts.Count);
        Assert.Equal(1, counts["digestbot.ingested.files outcome=taken"]);
        Assert.Equal(1, counts["digestbot.ingested.files outcome=known"]);
        Assert.Equal(1, counts["digestbot.ingested.files outcome=rejected"]);
        Assert.Equal(await store.CountAsync($"SELECT COUNT(*) FROM papers"), counts["digestbot.ingested.entries outcome=new"]);
        Assert.Equal(made.Composition.Coverage.Shown, counts["digestbot.matched"]);
        Assert.Equal(1, counts["digestbot.sent channel=webchat kind=reply"]);
        Assert.Equal(1, counts["digestbot.retried channel=webchat outcome=retry"]);
        Assert.Equal(1, counts["digestbot.failed channel=webchat outcome=rejected"]);
        Assert.Equal(1, counts["digestbot.sweep.duration (times)"]);
        Assert.Equal(1, counts["digestbot.send.duration channel=webchat outcome=sent (times)"]);
    }

    [Fact]
    public async Task A_sweep_that_fails_leaves_a_span_that_says_so()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => ended.Enqueue(activity),
        };
        ActivitySource.AddActivityListener(listener);
        await using var store = await TestStore.OpenAsync("2026-01-27T12:00Z");
        await store.IngestAsync("2026-01-27.md", SampleDigest.Tuesday);
        await store.SubscribeAsync("everything daily at 09:00");
        await store.WriteAsync(session => session.ExecuteAsync($"ALTER TABLE digests RENAME TO lost", CancellationToken.None));

        await Assert.ThrowsAsync<SqliteException>(() => store.SweepAtAsync("2026-01-28T09:00Z"));

        var failed = Assert.Single(ended, activity => activity.OperationName == "sweep");
        Assert.Equal((ActivityStatusCode.Error, nameof(SqliteException)), (failed.Status, failed.StatusDescription));
        await store.WriteAsync(session => session.ExecuteAsync($"ALTER TABLE lost RENAME TO digests", CancellationToken.None));
        await store.SweepAtAsync("2026-01-28T09:00Z");
        Assert.Equal(ActivityStatusCode.Unset, Assert.Single(ended, activity => activity.OperationName == "sweep" && activity != failed).Status);
    }

    [Fact]
    public async Task A_collector_gets_metrics_and_traces_and_nothing_anybody_wrote()
    {
        var received = new Received();
        await using var collector = await LoopbackServer.StartAsync(received.TakeAsync);
        await using var store = await TestStore.OpenAsync(TimeProvider.System.GetUtcNow().ToString("O"));
        await store.SubscribeAsync($"{Word} on arrival", Person);
        // Received, but not done when the last run ended: it is done at the start.
        await new CommandProcessor(store.Database, store.Clock, new CommandDefaults(), NullLogger<CommandProcessor>.Instance)
            .ReceiveAsync(new IncomingMessage("planted", WebChatReceiver.Conversation(Person, null), new Sender(Person, Person), $"find {Word}"), CancellationToken.None);
        Directory.CreateDirectory(Path.Combine(store.Folder, "inbox"));
        await File.WriteAllTextAsync(Path.Combine(store.Folder, "inbox", $"{store.Clock.Now:yyyy-MM-dd}.md"), SampleDigest.Tuesday.Replace("language", Word, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await using var host = ServeProcess.Start(store, settings: new Dictionary<string, string>
        {
            ["DIGESTBOT__TELEMETRY"] = collector.Address.ToString(),
            ["DIGESTBOT__INGESTTOKEN"] = Secret,
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        await host.ReadyAsync();

        foreach (var name in (string[])["ingested.files", "ingested.entries", "matched", "sent", "sweep.duration", "send.duration", "search.duration", "outbox.waiting", "outbox.dead", "deliveries.paused"])
            await host.UntilAsync(() => Task.FromResult(received.Has("/v1/metrics", $"digestbot.{name}")), name);
        foreach (var span in (string[])["ingest", "sweep", "send", "command", "find"])
            await host.UntilAsync(() => Task.FromResult(received.Has("/v1/traces", span)), span);
        Assert.Equal(["/v1/metrics", "/v1/traces"], received.Paths);
        foreach (var planted in (string[])[Person, Word, Secret])
            Assert.False(received.Has("/v1/metrics", planted) || received.Has("/v1/traces", planted), planted);
    }

    /// <summary>Sums of counters and numbers of recorded durations, by name and tags.</summary>
    private sealed class Counts : IDisposable
    {
        private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
        private readonly MeterListener _listener = new();

        public Counts()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(Key(instrument, tags), value));
            _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(Key(instrument, tags) + " (times)", 1));
            _listener.Start();
        }

        public long this[string key]
        {
            get
            {
                lock (_counts)
                    return _counts.TryGetValue(key, out var count) ? count : throw new KeyNotFoundException($"{key} is none of: {string.Join(", ", _counts.Keys)}");
            }
        }

        public void Dispose() => _listener.Dispose();

        private void Add(string key, long value)
        {
            lock (_counts)
                _counts[key] = _counts.GetValueOrDefault(key) + value;
        }

        private static string Key(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var key = new StringBuilder(instrument.Name);
            foreach (var (name, value) in tags)
                key.Append($" {name}={value}");
            return key.ToString();
        }
    }

    /// <summary>All bytes that came, by path.</summary>
    private sealed class Received
    {
        private readonly Dictionary<string, StringBuilder> _bodies = new(StringComparer.Ordinal);

        public IEnumerable<string> Paths
        {
            get
            {
                lock (_bodies)
                    return [.. _bodies.Keys.Order(StringComparer.Ordinal)];
            }
        }

        public async Task TakeAsync(HttpContext http)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            lock (_bodies)
            {
                if (!_bodies.TryGetValue(http.Request.Path, out var text))
                    _bodies.Add(http.Request.Path, text = new StringBuilder());
                text.Append(Encoding.Latin1.GetString(body.ToArray()));
            }

            http.Response.ContentType = "application/x-protobuf";
        }

        public bool Has(string path, string text)
        {
            lock (_bodies)
                return _bodies.TryGetValue(path, out var body) && body.ToString().Contains(text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
