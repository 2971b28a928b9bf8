using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Digests;
using DigestBot.Papers;
using DigestBot.Taste;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Benchmarks;

/// <summary>What taste costs: a morning's sweep with and without it, and one reader with very many signals.</summary>
internal static class TasteSpeed
{
    private const int Subscriptions = 10_000;
    private const int LikesEach = 5;
    private const int Signals = 2_000;
    private const int Candidates = 200;
    private const int Rounds = 50;

    /// <summary>Likes are of the newest two thousand papers: people like what they were sent.</summary>
    private const int Recent = 2_000;

    public static async Task SweepAsync(IReadOnlyList<CorpusPaper> papers)
    {
        var table = new Table("sweep of 10,000", "sent", "CPU s");
        await using var known = await Store.WithAsync(papers);
        await MeasureAsync("warm-up", likes: 0, sweptBefore: false);
        await MeasureAsync("without taste", likes: 0, sweptBefore: false);
        await MeasureAsync("five likes each, first sweep of the process", LikesEach, sweptBefore: false);
        await MeasureAsync("five likes each, tastes known", LikesEach, sweptBefore: true);
        table.Print();

        async Task MeasureAsync(string name, int likes, bool sweptBefore)
        {
            await using var store = await Store.CopyOfAsync(known);
            var now = await SweepBenchmark.PrepareAsync(store.Database, papers, Subscriptions);
            await LikeAsync(store.Database, likes, now);
            var tastes = new Tastes();
            if (sweptBefore)
            {
                // As the sweep of the day before would have left them.
                await using var session = await store.Database.ReadAsync(default);
                foreach (var conversation in await session.QueryAsync($"SELECT DISTINCT conversation_id FROM subscriptions", row => row.Long(0), default))
                    await tastes.RankAsync(session, conversation, Papers.Search.Query.Nothing, [await AnyAsync(session)], now, default);
            }

            var swept = new Swept(0, 0);
            var sweep = new DigestSweep(store.Database, new Clock(now), NullLogger<DigestSweep>.Instance, tastes);
            var cost = await Cost.OfAsync(async () => swept = await sweep.RunAsync(default));
            if (name != "warm-up")
                table.Add(name, $"{swept.Sent}", $"{cost.Cpu.TotalSeconds:0.00}");
        }
    }

    public static async Task RunAsync(IReadOnlyList<CorpusPaper> papers)
    {
        await using var store = await Store.WithAsync(papers);
        await using var session = await store.Database.ReadAsync(default);
        var ids = await session.QueryAsync($"SELECT id FROM papers ORDER BY id DESC LIMIT {Signals + Candidates}", row => row.Long(0), default);
        var features = (await new PaperStore(session).ListAsync(ids, default)).Select(PaperFeatures.Of).ToList();
        Background background = null!;
        var learning = await Cost.OfAsync(() => Task.Run(() => background = new Background([.. features.Take(Background.MostPapers)])));
        var vectors = features.Select(background.Vector).ToList();
        var day = Corpus.Start(papers.Max(paper => paper.DigestDate));
        var signals = vectors.Skip(Candidates).Select((vector, i) => new TasteSignal(vector, SignalKind.Liked, day.AddHours(-i))).ToList();
        PersonalTaste taste = null!;
        var taught = await Cost.OfAsync(() => Task.Run(() => taste = PersonalTaste.Learn(background, signals, [])));
        var sum = 0.0;
        RankOnce();
        var ordering = await Cost.OfAsync(() => Task.Run(() =>
        {
            for (var round = 0; round < Rounds; round++)
                RankOnce();
        }));
        var table = new Table("one reader", "CPU ms");
        table.Add($"what is usual, of {Background.MostPapers} papers, once", $"{learning.Cpu.TotalMilliseconds:0}");
        table.Add($"a taste of {signals.Count} signals, after one changed", $"{taught.Cpu.TotalMilliseconds:0.0}");
        table.Add($"ordering {Candidates} papers by it", $"{ordering.Cpu.TotalMilliseconds / Rounds:0.00}");
        table.Print();
        Console.WriteLine($"(checksum {sum:0})");

        void RankOnce()
        {
            var judge = new Judge(taste, prior: null, day);
            foreach (var vector in vectors.Take(Candidates))
                sum += judge.Score(vector);
        }
    }

    private static async Task<Paper> AnyAsync(Session session) =>
        (await new PaperStore(session).FindAsync(await session.ValueAsync($"SELECT MAX(id) FROM papers", row => row.Long(0), default), default))!;

    private static async Task LikeAsync(Database database, int likes, DateTimeOffset now)
    {
        var random = new Random(2);
        await using var session = await database.WriteAsync(default);
        var recent = await session.QueryAsync($"SELECT id FROM papers ORDER BY id DESC LIMIT {Recent}", row => row.Long(0), default);
        var conversations = new ConversationStore(session);
        var list = new ReadingList(session);
        for (var i = 0; i < Subscriptions; i++)
        {
            var direct = await conversations.KnowAsync(new ConversationReference("local", $"@person{i}", ConversationKind.Direct), default);
            var person = await conversations.KnowAsync("local", new Sender($"person{i}", $"person{i}"), default);
            await conversations.SetDirectAsync(person, direct, default);
            foreach (var paper in random.GetItems([.. recent], likes).Distinct())
                await list.RateAsync(person.Id, paper, likes: true, direct.Id, now.AddDays(-random.Next(30)), default);
        }

        await session.CommitAsync(default);
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
