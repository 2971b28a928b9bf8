using DigestBot.Data;
using DigestBot.Ingestion;
using DigestBot.Papers;
using DigestBot.Subscriptions;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Digests;

/// <summary>
/// Replays days on a copy of the store by the real code (decision 13): files dated in the window arrive at 06:00 UTC of their day, earlier
/// ones have arrived, later ones do not exist; ledger and due times restart at the first day. Nothing is sent.
/// </summary>
public sealed class Simulation(Database database)
{
    private static readonly TimeOnly ArrivalTime = new(6, 0);

    /// <param name="from">The first day.</param>
    /// <param name="days">How many.</param>
    /// <param name="asIfSince">Subscriptions made later count as made on this day.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<MadeDigest>> RunAsync(DateOnly from, int days, DateOnly? asIfSince, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"digestbot-simulation-{Guid.NewGuid():N}.db");
        try
        {
            await database.CopyToAsync(path, cancellationToken);
            var copy = await Database.OpenAsync(path, held: null, cancellationToken);
            try
            {
                return await ReplayAsync(copy, Start(from), Start(from.AddDays(days)), asIfSince, cancellationToken);
            }
            finally
            {
                copy.Close();
            }
        }
        finally
        {
            foreach (var ending in (string[])["", "-wal", "-shm", ".lock"])
                File.Delete(path + ending);
        }
    }

    private async Task<IReadOnlyList<MadeDigest>> ReplayAsync(Database copy, DateTimeOffset start, DateTimeOffset end, DateOnly? asIfSince, CancellationToken cancellationToken)
    {
        var coming = await RewindAsync(copy, start, end, asIfSince, cancellationToken);
        var clock = new ReplayClock(start);
        var sweep = new DigestSweep(copy, clock, NullLogger<DigestSweep>.Instance);
        var made = new List<MadeDigest>();
        while (await NextAsync(copy, coming, clock.Now, cancellationToken) is { } moment && moment < end)
        {
            clock.Now = moment;
            while (coming.TryPeek(out var next) && next.At <= moment)
                await ArriveAsync(copy, coming.Dequeue(), cancellationToken);
            var digests = new List<MadeDigest>();
            await sweep.RunAsync(digests.Add, cancellationToken);
            foreach (var digest in digests)
                made.Add(digest with { Composition = await NamedAsInStoreAsync(copy, digest.Composition, cancellationToken) });
        }

        return made;
    }

    /// <summary>Takes the copy back to the start; the files of the window, in order of arrival.</summary>
    private static async Task<Queue<Coming>> RewindAsync(Database copy, DateTimeOffset start, DateTimeOffset end, DateOnly? asIfSince, CancellationToken cancellationToken)
    {
        await using var session = await copy.WriteAsync(cancellationToken);
        await session.ExecuteAsync($"DELETE FROM outbox", cancellationToken);
        await session.ExecuteAsync($"DELETE FROM digests", cancellationToken);
        await session.ExecuteAsync($"DELETE FROM ledger", cancellationToken);
        var entries = new EntryStore(session);
        var coming = new List<Coming>();
        foreach (var file in await new DigestFileStore(session).ListAsync(cancellationToken))
        {
            var at = Start(file.Day).Add(ArrivalTime.ToTimeSpan());
            if (at < start)
                continue;
            if (at < end)
                coming.Add(new Coming(at, file with { Backfill = false, ImportedAt = at }, await entries.ListAsync(file, cancellationToken)));
            await entries.ReplaceAsync(file, [], cancellationToken);
            await session.ExecuteAsync($"DELETE FROM digest_files WHERE id = {file.Id}", cancellationToken);
        }

        if (asIfSince is { } since)
            await session.ExecuteAsync($"UPDATE subscriptions SET created_at = {Start(since)} WHERE created_at > {Start(since)}", cancellationToken);

        // What is left had arrived before the first day, and the first digests cover what arrives from then on.
        await session.ExecuteAsync($"UPDATE digest_files SET imported_at = {start.AddTicks(-1)} WHERE imported_at >= {start}", cancellationToken);
        await session.ExecuteAsync($"UPDATE subscriptions SET created_at = {start.AddTicks(-1)} WHERE created_at < {start}", cancellationToken);
        var subscriptions = new SubscriptionStore(session);
        foreach (var subscription in await subscriptions.AllAsync(cancellationToken))
        {
            var after = subscription.CreatedAt > start ? subscription.CreatedAt : start.AddTicks(-1);
            var pauseEnded = subscription.State == SubscriptionState.Paused && subscription.PausedUntil <= start;
            var rewound = pauseEnded ? subscription.Resumed(after) : subscription;
            var due = rewound.State == SubscriptionState.Active ? subscription.Schedule.Next(after) : null;
            await subscriptions.UpdateAsync(rewound with { CutOff = null, NextDue = due }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return new Queue<Coming>(coming.OrderBy(c => c.At).ThenBy(c => c.File.Sequence));
    }

    private static async Task ArriveAsync(Database copy, Coming coming, CancellationToken cancellationToken)
    {
        await using var session = await copy.WriteAsync(cancellationToken);
        await new Arrival(session).TakeAsync(coming.File, coming.Entries, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Papers that arrived anew have other ids in the copy; one without an arXiv id is named by what it is in the store.</summary>
    private async Task<Composition> NamedAsInStoreAsync(Database copy, Composition composition, CancellationToken cancellationToken)
    {
        await using var replayed = await copy.ReadAsync(cancellationToken);
        await using var stored = await database.ReadAsync(cancellationToken);
        var groups = new List<PaperGroup>();
        foreach (var group in composition.Groups)
            groups.Add(group with { Papers = await StoredAsync(group.Papers) });
        return composition with { Groups = groups, OverCap = await StoredAsync(composition.OverCap) };

        async Task<IReadOnlyList<Paper>> StoredAsync(IReadOnlyList<Paper> papers)
        {
            var named = new List<Paper>(papers.Count);
            foreach (var paper in papers)
                named.Add(paper.ArxivId is null ? paper with { Id = await StoredIdAsync(paper.Id) } : paper);
            return named;
        }

        async Task<long> StoredIdAsync(long id)
        {
            var (hash, position) = await replayed.ValueAsync(
                $"SELECT hash, position FROM entries JOIN digest_files ON digest_files.id = digest_file_id WHERE paper_id = {id}",
                row => (row.Text(0), row.Int(1)), cancellationToken);
            return await stored.ValueAsync(
                $"SELECT paper_id FROM entries JOIN digest_files ON digest_files.id = digest_file_id WHERE hash = {hash} AND position = {position}",
                row => row.Long(0), cancellationToken);
        }
    }

    /// <summary>When something happens next: an arrival, a due time, the end of a pause.</summary>
    private static async Task<DateTimeOffset?> NextAsync(Database copy, Queue<Coming> coming, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await copy.ReadAsync(cancellationToken);
        var due = await session.ValueAsync($"SELECT MIN(next_due) FROM subscriptions", row => row.MomentOrNull(0), cancellationToken);
        var resumed = await session.ValueAsync(
            $"SELECT MIN(paused_until) FROM subscriptions WHERE state = {SubscriptionState.Paused} AND paused_until > {now}",
            row => row.MomentOrNull(0), cancellationToken);
        var arrival = coming.TryPeek(out var next) ? next.At : (DateTimeOffset?)null;
        return new[] { due, resumed, arrival }.Min();
    }

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private sealed record Coming(DateTimeOffset At, DigestFile File, IReadOnlyList<Entry> Entries);

    private sealed class ReplayClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
