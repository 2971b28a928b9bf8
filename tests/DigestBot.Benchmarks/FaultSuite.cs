using System.Globalization;
using System.Text;
using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Digests;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using Microsoft.Data.Sqlite;

namespace DigestBot.Benchmarks;

/// <summary>
/// <c>faults --seed N --kills K</c>: the real host as a process, with Slack's address pointed at <see cref="FaultSlack"/> (so that nothing in
/// the host knows of tests), killed at random moments in each stage. Afterwards nothing is lost, duplicates are bounded by kills × senders + lost
/// answers, the store is sound and every coverage line adds up.
/// </summary>
internal static class FaultSuite
{
    private const int Conversations = 40;
    private const int Files = 12;
    private const int PapersPerFile = 25;

    private static readonly string[] Stages = ["ingestion", "sweep", "sending", "migration"];

    /// <summary>True when every stage held.</summary>
    public static async Task<bool> RunAsync(int seed, int kills)
    {
        var table = new Table("stage", "kills", "papers", "digests", "lost", "duplicates", "bound", "refused", "lost answers", "store", "coverage");
        var held = true;
        foreach (var (stage, i) in Stages.Select((stage, i) => (stage, i)))
            held &= await RunAsync(stage, new Random(seed + i), kills, table);
        table.Print();
        Console.WriteLine(held ? "Every promise held." : "A PROMISE WAS BROKEN.");
        return held;
    }

    private static async Task<bool> RunAsync(string stage, Random random, int kills, Table table)
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-faults-").FullName;
        using var slack = new FaultSlack(ServedHost.FreePort(), random.Next()) { FaultPercent = stage == "sending" ? 20 : 0 };
        try
        {
            var path = Path.Combine(folder, "store.db");
            await PrepareAsync(path, stage);
            Directory.CreateDirectory(Path.Combine(folder, "inbox"));
            Drop(folder);
            for (var kill = 0; kill < kills; kill++)
            {
                // While it starts in the migration's stage, else once it works.
                using var host = stage == "migration" ? ServedHost.Launch(path, Settings(slack)) : await ServedHost.StartAsync(path, Settings(slack));
                await Task.Delay(random.Next(stage == "migration" ? 1500 : 3000));
            }

            using (await ServedHost.StartAsync(path, Settings(slack)))
                await DoneAsync(path, slack);
            return await JudgeAsync(path, stage, kills, slack, table);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, string> Settings(FaultSlack slack) => new()
    {
        ["DIGESTBOT__SLACK__BOTTOKEN"] = "xoxb-faults",
        ["DIGESTBOT__SLACK__SIGNINGSECRET"] = "faults",
        ["DIGESTBOT__SLACK__APIURL"] = slack.Url,
    };

    /// <summary>Subscriptions that get one digest each; in the migration's stage in a store of the first version.</summary>
    private static async Task PrepareAsync(string path, string stage)
    {
        var database = await Database.OpenAsync(path, held: null, default);
        await PaperIndex.EnsureCurrentAsync(database, default);
        var now = TimeProvider.System.GetUtcNow();
        await using (var session = await database.WriteAsync(default))
        {
            for (var i = 0; i < Conversations; i++)
            {
                var to = await new ConversationStore(session).KnowAsync(new ConversationReference("slack", $"T1/D{i:000}", ConversationKind.Direct), default);
                var due = stage == "ingestion" ? now.AddSeconds(60) : now.AddSeconds(20);
                await new SubscriptionStore(session).AddAsync(
                    new Subscription(
                        0, to.Id, 0, null, new Query(), new Schedule(Frequency.Weekly, [due.DayOfWeek], TimeOnly.FromDateTime(due.UtcDateTime.AddMinutes(1)), "UTC"),
                        new SubscriptionOptions(5, "en"), SubscriptionState.Active, null, null, now.AddDays(-1), CutOff: 0, due),
                    default);
            }

            await session.CommitAsync(default);
        }

        database.Close();
    }

    private static void Drop(string folder)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        for (var file = 0; file < Files; file++)
        {
            var text = new StringBuilder();
            for (var paper = 0; paper < PapersPerFile; paper++)
            {
                var id = ((file * PapersPerFile) + paper + 1).ToString("00000", CultureInfo.InvariantCulture);
                text.Append("@article{p").Append(id).Append(", title = {A study of topic ").Append(id).Append("}, author = {Ann Smith}, eprint = {2611.").Append(id)
                    .Append("}, archivePrefix = {arXiv}, primaryClass = {cs.CL}, abstract = {We study topic ").Append(id).Append(" at length.}}\n");
            }

            File.WriteAllText(Path.Combine(folder, "inbox", $"{today.AddDays(-file % 7):yyyy-MM-dd}-{file}.bib"), text.ToString());
        }
    }

    /// <summary>Until all has been taken, made and sent, or nothing moves any more.</summary>
    private static async Task DoneAsync(string path, FaultSlack slack)
    {
        var database = await Database.OpenAsync(path, held: null, default);
        for (var look = 0; look < 600; look++)
        {
            await using (var session = await database.ReadAsync(default))
            {
                var open = await session.ValueAsync($"SELECT COUNT(*) FROM outbox WHERE state IN ('Pending', 'Sending')", row => row.Long(0), default);
                var digests = await session.ValueAsync($"SELECT COUNT(*) FROM digests", row => row.Long(0), default);
                var files = await session.ValueAsync($"SELECT COUNT(*) FROM digest_files", row => row.Long(0), default);
                if (open == 0 && digests >= Conversations && files >= Files)
                    return;
            }

            await Task.Delay(500);
        }
    }

    private static async Task<bool> JudgeAsync(string path, string stage, int kills, FaultSlack slack, Table table)
    {
        var database = await Database.OpenAsync(path, held: null, default);
        await using var session = await database.ReadAsync(default);
        var papers = await session.ValueAsync($"SELECT COUNT(*) FROM papers WHERE arxiv_id LIKE '2611.%'", row => row.Long(0), default);
        var digests = await session.ValueAsync($"SELECT COUNT(*) FROM digests", row => row.Long(0), default);
        var dead = await session.ValueAsync($"SELECT COUNT(*) FROM outbox WHERE state = 'Dead'", row => row.Long(0), default);
        var sound = await session.ValueAsync($"PRAGMA integrity_check", row => row.Text(0), default) == "ok"
            && (await session.QueryAsync($"PRAGMA foreign_key_check", row => row.Text(0), default)).Count == 0;
        var coverages = await session.QueryAsync($"SELECT coverage FROM digests", row => DigestsJson.Read(row.Text(0)), default);
        var addsUp = coverages.All(c => c.Entries == c.Duplicates + c.OutsideFilter + c.AlreadySent + c.Elsewhere + c.OverCap + c.Shown);
        var sent = await session.ValueAsync($"SELECT COUNT(*) FROM outbox", row => row.Long(0), default);
        // What was given up as "maybe delivered" is on the list of dead letters, not lost.
        var lost = Math.Max(0, Conversations - slack.Taken.Count - dead);
        var duplicates = slack.Taken.Values.Sum() - slack.Taken.Count;
        var bound = (kills * SendLimits.Local.AtOnce) + slack.LostAnswers;
        table.Add(
            stage, $"{kills}", $"{papers} of {Files * PapersPerFile}", $"{digests}", $"{lost}", $"{duplicates}", $"{bound}", $"{slack.Refusals}", $"{slack.LostAnswers}",
            sound ? "sound" : "DAMAGED", addsUp ? "adds up" : "DOES NOT ADD UP");
        return papers == Files * PapersPerFile && digests == Conversations && sent == Conversations && lost == 0 && duplicates <= bound && sound && addsUp;
    }
}
