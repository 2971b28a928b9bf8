using System.Diagnostics;
using System.Globalization;
using System.Text;
using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Ingestion;
using DigestBot.Papers.Search;
using DigestBot.Slack;
using DigestBot.Subscriptions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;

namespace DigestBot.Faults;

/// <summary>A folder with a store and an inbox, a destination, and what is to come of them: papers stored, a digest in each destination.</summary>
public sealed class Scene : IDisposable
{
    public const int PapersPerFile = 25;
    private const string KnownBefore = "2001.00001";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly byte[] TokenKey = new byte[32];
    private readonly List<string> _destinations = [];
    private int _files;
    private ServedHost? _last;

    /// <param name="disk">Where the store is, if not beside the inbox.</param>
    public Scene(string fault, int seed, string? disk = null)
    {
        Fault = fault;
        Random = new Random(seed);
        Slack = new FaultSlack(seed);
        Folder = Directory.CreateTempSubdirectory("digestbot-faults-").FullName;
        StorePath = Path.Combine(disk ?? Folder, "store.db");
        Directory.CreateDirectory(Inbox);
    }

    public string Fault { get; }
    public Random Random { get; }
    public FaultSlack Slack { get; }
    public string Folder { get; }
    public string StorePath { get; }
    public string Inbox => Path.Combine(Folder, "inbox");

    /// <summary>Channels that are to have one digest each.</summary>
    public IReadOnlyList<string> Destinations => _destinations;

    /// <summary>How many there are to be, beside those of before.</summary>
    public int Papers { get; set; }

    /// <summary>All but the one that every scene begins with.</summary>
    public Task<long> StoredAsync() => CountAsync($"SELECT COUNT(*) FROM papers WHERE arxiv_id <> '{KnownBefore}'");

    public int Kills { get; set; }

    /// <summary>Kills that left work of the stage undone.</summary>
    public int KillsAtWork { get; set; }

    /// <summary>Environment of the host beside Slack's.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>What the host that was started last has printed.</summary>
    public string LastOutput => _last?.Output ?? "";

    public async Task<ServedHost> StartAsync() => _last = await ServedHost.StartAsync(StorePath, Environment());

    public ServedHost Launch() => ServedHost.Launch(StorePath, Environment());

    /// <summary>New digest files in the inbox, of today and the days before.</summary>
    public void Drop(int files, DateOnly? day = null)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        for (var i = 0; i < files; i++, _files++)
            File.WriteAllText(Path.Combine(Inbox, $"{day ?? today.AddDays(-_files % 7):yyyy-MM-dd}-{_files:000}.bib"), NextFile());
    }

    /// <summary>A digest file with papers of its own.</summary>
    public string NextFile()
    {
        var text = new StringBuilder();
        // Of these days, as an id of weeks ago is no news in a bibliography.
        var today = TimeProvider.System.GetUtcNow();
        for (var paper = 0; paper < PapersPerFile; paper++, Papers++)
        {
            var id = (Papers + 1).ToString("00000", CultureInfo.InvariantCulture);
            text.Append("@article{p").Append(id).Append(", title = {A study of topic ").Append(id).Append("}, author = {Ann Smith}, eprint = {")
                .Append(CultureInfo.InvariantCulture, $"{today:yyMM}.{((today.Day - 1) * 770) + Papers + 1:00000}").Append("}, archivePrefix = {arXiv}, primaryClass = {cs.CL}, abstract = {We study topic ").Append(id).Append(" at length.}}\n");
        }

        return text.ToString();
    }

    /// <summary>Subscriptions of everything that are due once, each in a workspace of its own, so that no pace limits them.</summary>
    public async Task SubscribeAsync(int many, DateTimeOffset? due = null, Schedule? schedule = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var first = due ?? now;
        var database = await Database.OpenAsync(StorePath, held: null, default);
        await PaperIndex.EnsureCurrentAsync(database, default);
        await NotNewAsync(database);
        await using (var session = await database.WriteAsync(default))
        {
            for (var i = 0; i < many; i++)
            {
                var (team, channel) = ($"T{_destinations.Count:00000}", $"D{_destinations.Count:00000}");
                _destinations.Add(channel);
                await new SlackStore(session).InstallAsync(new StoredWorkspace(team, team, "U1", new TokenCipher(TokenKey).Encrypt("xoxb-faults", team), now), default);
                var to = await new ConversationStore(session).KnowAsync(new ConversationReference("slack", $"{team}/{channel}", ConversationKind.Direct), default);
                await new SubscriptionStore(session).AddAsync(
                    new Subscription(
                        0, to.Id, 0, null, new Query(), schedule ?? Weekly(first), new SubscriptionOptions(5, "en", SayWhenEmpty: true), SubscriptionState.Active, null, null,
                        first.AddDays(-10), CutOff: 0, first),
                    default);
            }

            await session.CommitAsync(default);
        }

        database.Close();
    }

    /// <summary>One paper of long ago: into a new store the host would load its sample files.</summary>
    private static Task NotNewAsync(Database database) =>
        new Ingestor(database, TimeProvider.System, NullLogger<Ingestor>.Instance).IngestAsync(
            "old.bib", Encoding.UTF8.GetBytes($"@article{{old, title = {{Known before}}, author = {{Ann Smith}}, eprint = {{{KnownBefore}}}, archivePrefix = {{arXiv}}, primaryClass = {{cs.CL}}, abstract = {{Of long ago.}}}}"),
            new DateOnly(2020, 1, 1), progress: null, default);

    /// <summary>Due next in a week: once in a run.</summary>
    public static Schedule Weekly(DateTimeOffset due) =>
        new(Frequency.Weekly, [due.AddMinutes(-10).DayOfWeek], TimeOnly.FromDateTime(due.UtcDateTime.AddMinutes(-10)), "UTC");

    /// <summary>A number from the store, whatever its version and whoever writes to it.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Until somebody has been writing into the store for a while; not for ever, as it may be over already.</summary>
    public async Task UntilHeldAsync(TimeSpan least)
    {
        await using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        await connection.OpenAsync();
        var held = new Stopwatch();
        for (var waited = Stopwatch.StartNew(); held.Elapsed < least && waited.Elapsed < Patience; await Task.Delay(1))
        {
            // Not through the driver, which would wait until it is free.
            if (raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE") == raw.SQLITE_OK)
            {
                _ = raw.sqlite3_exec(connection.Handle, "ROLLBACK");
                held.Reset();
            }
            else
            {
                held.Start();
            }
        }
    }

    /// <summary>Looks again until it holds; false where it does not within the deadline.</summary>
    public static async Task<bool> UntilAsync(Func<Task<bool>> holds, TimeSpan? deadline = null)
    {
        for (var waited = Stopwatch.StartNew(); !await holds(); await Task.Delay(20))
        {
            if (waited.Elapsed > (deadline ?? Deadline))
                return false;
        }

        return true;
    }

    public Task<bool> UntilAllIsStoredAsync() => UntilAsync(async () => await StoredAsync() >= Papers);

    /// <summary>Until all has been taken, made and sent, or the deadline has passed: the verdict says what is missing then.</summary>
    public Task<bool> UntilAllIsDoneAsync() => UntilAsync(async () =>
        await StoredAsync() >= Papers
        && await CountAsync("SELECT COUNT(*) FROM digests") >= Destinations.Count
        && await CountAsync("SELECT COUNT(*) FROM outbox WHERE state IN ('Pending', 'Sending')") == 0);

    /// <param name="seen">What was broken already.</param>
    public async Task<Verdict> JudgeAsync(params IReadOnlyList<string> seen)
    {
        var verdict = await Judge.OfAsync(this);
        return verdict with { Broken = [.. seen, .. verdict.Broken] };
    }

    public void Dispose()
    {
        Slack.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private Dictionary<string, string> Environment() => new(Settings, StringComparer.Ordinal)
    {
        ["DIGESTBOT__INBOX"] = Inbox,
        ["DIGESTBOT__SLACK__CLIENTID"] = "faults", ["DIGESTBOT__SLACK__WORKSPACES"] = "*",
        ["DIGESTBOT__SLACK__CLIENTSECRET"] = "faults",
        ["DIGESTBOT__SLACK__TOKENKEY"] = Convert.ToBase64String(TokenKey),
        ["DIGESTBOT__SLACK__SIGNINGSECRET"] = "faults",
        ["DIGESTBOT__SLACK__APIURL"] = Slack.Url,
    };
}
