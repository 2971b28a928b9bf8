using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Ingestion.Feeds;
using DigestBot.Messages;
using Microsoft.Extensions.Logging;

namespace DigestBot.Digests.Watching;

/// <summary>
/// Tells those who asked that a digest file is late, once for each missed day, and that it came after all. What was told is a row, written with the
/// message: a crash leaves both or neither.
/// </summary>
public sealed class Watchdog(Database database, SourceCalendar calendar, TimeProvider time, ILogger<Watchdog> log)
{
    /// <summary>A source that stays away is not mentioned for ever.</summary>
    private const int MostInARow = 3;

    /// <summary>How many conversations were told something.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using (var reading = await database.ReadAsync(cancellationToken))
        {
            if ((await FindAsync(reading, now, cancellationToken)).Count == 0)
                return 0;
        }

        await using var session = await database.WriteAsync(cancellationToken);
        var told = 0;
        foreach (var (watch, late, came) in await FindAsync(session, now, cancellationToken))
        {
            var watches = new Watches(session);
            var untold = new List<SourceState>();
            foreach (var state in late)
            {
                if (await watches.TellAsync(watch.ConversationId, state.Source, state.Late!.Day, now, cancellationToken))
                    untold.Add(state);
            }

            foreach (var state in came)
                await watches.CameAsync(watch.ConversationId, state.Source, now, cancellationToken);
            if (untold.Count + came.Count == 0)
                continue;
            using (UiLanguage.Use(watch.Language))
            {
                var message = LateMessage.Compose(untold, came, await ProblemsAsync(session, cancellationToken), MostInARow, watch.Zone ?? calendar.Zone);
                await new Outbox(session).AddAsync(new NewOutboxRow(watch.ConversationId, OutboxKind.Notice, message), now, cancellationToken);
            }

            told++;
            Log.ToldLate(log, watch.ConversationId, untold.Count, came.Count);
        }

        await session.CommitAsync(cancellationToken);
        return told;
    }

    /// <summary>For each conversation with any: the sources that are late, and those that were said to be and have come.</summary>
    private async Task<IReadOnlyList<(Watch Watch, IReadOnlyList<SourceState> Late, IReadOnlyList<SourceState> Came)>> FindAsync(
        Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var watches = await new Watches(session).ListAsync(cancellationToken);
        if (watches.Count == 0)
            return [];
        var states = await SourceState.ReadAsync(session, calendar, now, cancellationToken);
        var open = (await new Watches(session).OpenAsync(cancellationToken)).ToLookup(notice => notice.ConversationId);
        return
        [
            .. watches.GroupBy(watch => watch.ConversationId)
                .Select(here => (
                    Watch: here.First(),
                    Late: (IReadOnlyList<SourceState>)[.. states.Where(state => here.Any(watch => IsLate(state, watch)))],
                    Came: (IReadOnlyList<SourceState>)[.. states.Where(state => open[here.Key].Any(notice => notice.Source == state.Source && state.Last > notice.ToldAt))]))
                .Where(found => found.Late.Count + found.Came.Count > 0),
        ];
    }

    /// <summary>What was late before somebody asked was told in the answer.</summary>
    private static bool IsLate(SourceState state, Watch watch) =>
        state.Late is { InARow: <= MostInARow } late && watch.Covers(state.Source) && watch.Since <= late.Expected + Expectation.Grace;

    /// <summary>Feeds that could not be read, by the source they are.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> ProblemsAsync(Session session, CancellationToken cancellationToken) =>
        (await new FeedStore(session).ListAsync(cancellationToken)).Where(feed => feed.Problem is not null)
            .GroupBy(feed => DigestSource.Of(feed.Name), StringComparer.Ordinal).ToDictionary(feeds => feeds.Key, feeds => feeds.First().Problem!, StringComparer.Ordinal);
}
