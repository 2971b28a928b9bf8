using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Digests;

namespace DigestBot.Faults;

/// <summary>Looks at the store and at the destination after all is done, and says which promises did not hold.</summary>
internal static class Judge
{
    public static async Task<Verdict> OfAsync(Scene scene)
    {
        var database = await Database.OpenAsync(scene.StorePath, held: null, default);
        await using var session = await database.ReadAsync(default);
        var broken = new List<string>();
        void Expect(bool holds, string otherwise)
        {
            if (!holds)
                broken.Add(otherwise);
        }

        Task<long> Count(FormattableString sql) => session.ValueAsync(sql, row => row.Long(0), default);

        var integrity = await session.ValueAsync($"PRAGMA integrity_check", row => row.Text(0), default);
        Expect(integrity == "ok", $"the store is damaged: {integrity}");
        Expect(await Count($"SELECT COUNT(*) FROM pragma_foreign_key_check") == 0, "a row names another that is not there");
        Expect(
            await Count($"SELECT COUNT(*) FROM ledger WHERE paper_id NOT IN (SELECT id FROM papers) OR digest_id NOT IN (SELECT id FROM digests)") == 0,
            "the ledger names a paper or digest that is not there");
        var papers = await scene.StoredAsync();
        Expect(papers == scene.Papers, $"{papers} papers instead of {scene.Papers}");
        var digests = await Count($"SELECT COUNT(*) FROM digests");
        Expect(digests == scene.Destinations.Count, $"{digests} digests instead of {scene.Destinations.Count}");
        Expect(await Count($"SELECT COUNT(*) FROM (SELECT subscription_id FROM digests GROUP BY subscription_id HAVING COUNT(*) > 1)") == 0, "a subscription has more than one digest");
        Expect(await Count($"SELECT COUNT(*) FROM outbox WHERE kind = 'Digest'") == digests, "digests and their messages are not as many");
        Expect(await Count($"SELECT COUNT(*) FROM outbox WHERE state IN ('Pending', 'Sending')") == 0, "messages still wait");

        foreach (var (id, coverage, shown, over) in await session.QueryAsync(
            $"""
            SELECT digests.id, coverage, COALESCE(SUM(ledger.shown = 1), 0), COALESCE(SUM(ledger.shown = 0), 0)
            FROM digests LEFT JOIN ledger ON digest_id = digests.id GROUP BY digests.id
            """,
            row => (row.Long(0), DigestsJson.Read(row.Text(1)), row.Long(2), row.Long(3)), default))
        {
            Expect(coverage.Entries == coverage.Duplicates + coverage.OutsideFilter + coverage.AlreadySent + coverage.Elsewhere + coverage.OverCap + coverage.Shown, $"the coverage of digest {id} does not add up");
            Expect((shown, over) == (coverage.Shown, coverage.OverCap), $"the ledger has {shown} and {over} papers of digest {id}, its coverage {coverage.Shown} and {coverage.OverCap}");
        }

        // What was given up as "maybe delivered" is on the list of dead letters, not lost.
        var dead = await session.QueryAsync(
            $"SELECT external_id, problem LIKE 'MaybeDelivered:%' FROM outbox JOIN conversations ON conversations.id = conversation_id WHERE state = 'Dead'",
            row => (Place: row.Text(0), Maybe: row.Flag(1)), default);
        Expect(dead.All(letter => letter.Maybe), "a message was given up although no answer was lost");
        var places = dead.Select(letter => letter.Place[(letter.Place.IndexOf('/', StringComparison.Ordinal) + 1)..]).ToHashSet();
        var lost = scene.Destinations.Count(channel => !scene.Slack.Taken.ContainsKey(channel) && !places.Contains(channel));
        Expect(lost == 0, $"{lost} digests were lost");
        var duplicates = scene.Slack.Taken.Values.Sum(taken => taken.Count - 1);
        // Slack's sender has as many messages under way.
        var bound = (scene.Kills * SendLimits.Local.AtOnce) + scene.Slack.LostAnswers;
        Expect(duplicates <= bound, $"{duplicates} messages came twice, more than {bound}");
        if (broken.Count > 0)
            broken.Add($"the host said last:\n{scene.LastOutput}");
        return new Verdict(
            scene.Fault, scene.Kills, scene.KillsAtWork, papers, digests, dead.Count, duplicates, bound, scene.Slack.Refusals, scene.Slack.LostAnswers, broken);
    }
}
