using DigestBot.Digests.Watching;
using DigestBot.Ingestion;
using DigestBot.Ingestion.Feeds;
using DigestBot.Papers.Generated;
using DigestBot.Slack;
using DigestBot.Subscriptions;
using DigestBot.Teams;
using Microsoft.Extensions.Configuration;

namespace DigestBot.Host;

/// <summary>What can be configured: <c>appsettings.json</c> beside the program, or environment variables such as <c>DigestBot__Inbox</c>.</summary>
/// <param name="Store">The SQLite file; relative to the folder the program was started in.</param>
/// <param name="Inbox">The watched folder.</param>
/// <param name="Zone">IANA zone where neither a chat profile nor a person says one.</param>
/// <param name="Address">Where the host listens; loopback only.</param>
public sealed record HostOptions(string Store, string Inbox, string Zone, Uri Address)
{
    public const string Section = "DigestBot";
    private const string FeedMinutes = "FeedMinutes";
    private const string FeedPrivateHosts = "FeedPrivateHosts";
    private const string Uploaders = "Uploaders";
    private const int ShortestToken = 20;

    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(Store)] = "data/digestbot.db",
        [nameof(Inbox)] = "inbox",
        [nameof(Zone)] = "UTC",
        [nameof(Address)] = "http://127.0.0.1:3978",
        [nameof(PageAddress)] = "",
        [nameof(IngestToken)] = "",
        [nameof(IngestMegabytes)] = "50",
        [nameof(Feeds)] = "",
        [FeedMinutes] = "60",
        [FeedPrivateHosts] = "",
        [nameof(OperatorToken)] = "",
        [nameof(Holidays)] = "",
        [nameof(DigestBot.Ingestion.Uploads)] = "everybody",
        [Uploaders] = "",
        [nameof(Telemetry)] = "",
        [nameof(Backups)] = "",
        [nameof(BackupsKept)] = "7",
    };

    /// <summary>What has a section of its own; one that is absent is off.</summary>
    private static readonly string[] Sections = [SlackOptions.Section, nameof(Teams), SummariesSection.Section];

    /// <summary>Where the page and the operator's page are, apart from what Slack and Teams reach; null: at <see cref="Address"/>.</summary>
    public Uri? PageAddress { get; init; }

    /// <summary>The password of the operator's page; null: it answers this machine only.</summary>
    public string? OperatorToken { get; init; }

    /// <summary>Who may <c>POST /ingest</c>; empty: nobody, and there is no such address.</summary>
    public string IngestToken { get; init; } = "";

    public int IngestMegabytes { get; init; } = 50;

    /// <summary>The folder of the nightly backups; empty: beside the store.</summary>
    public string Backups { get; init; } = "";

    /// <summary>How many nights are kept; 0: no backups are made.</summary>
    public int BackupsKept { get; init; } = 7;

    /// <summary>Days on which no digest file is expected.</summary>
    public Holidays Holidays { get; init; } = Holidays.None;

    public SourceCalendar Calendar => new(Zone, Holidays);

    /// <summary>The OpenTelemetry collector; null: none of ours.</summary>
    public Uri? Telemetry { get; init; }

    public FeedOptions Feeds { get; init; } = FeedOptions.None;

    /// <summary>Whose files are taken in a chat; on the local page everybody's.</summary>
    public UploadPolicy UploadPolicy { get; init; } = UploadPolicy.Default;

    /// <summary>Null: Slack is off.</summary>
    public SlackOptions? Slack { get; init; }

    /// <summary>Null: Teams is off.</summary>
    public TeamsOptions? Teams { get; init; }

    /// <summary>Null: nothing writes summaries.</summary>
    public ChatModelOptions? Summaries { get; init; }

    /// <exception cref="ConfigurationException">A key is unknown or a value cannot be used; the message names both and the remedy.</exception>
    public static HostOptions Load(string folder)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .SetBasePath(folder)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables()
                .Build()
                .GetSection(Section);
            return Read(configuration);
        }
        catch (InvalidDataException exception)
        {
            throw new ConfigurationException(
                $"{Path.Combine(folder, "appsettings.json")} is not valid JSON: {exception.InnerException?.Message ?? exception.Message} Mend it, or take the file away to use the defaults.",
                exception);
        }
    }

    internal static HostOptions Read(IConfiguration section)
    {
        foreach (var key in section.GetChildren().Select(child => child.Key).Where(key => !Defaults.ContainsKey(key) && !Sections.Contains(key, StringComparer.OrdinalIgnoreCase)))
            throw new ConfigurationException($"{Section}:{key} is no option I know. Options: {string.Join(", ", Defaults.Keys.Concat(Sections))}.");

        var zone = Value(section, nameof(Zone));
        var address = Value(section, nameof(Address));
        if (Zones.Find(zone) is not { } known)
            throw new ConfigurationException($"{Section}:{nameof(Zone)} is \"{zone}\", which is no IANA time zone. Use one such as Europe/Berlin or UTC.");
        var uri = Loopback(nameof(Address), address);
        var (slack, problem) = SlackOptions.Read(section.GetSection(SlackOptions.Section));
        if (problem is not null)
            throw new ConfigurationException(problem);
        var (teams, missing) = TeamsOptions.Read(section.GetSection(nameof(Teams)));
        if (missing is not null)
            throw new ConfigurationException(missing);
        var (summaries, lacking) = SummariesSection.Read(section.GetSection(SummariesSection.Section));
        if (lacking is not null)
            throw new ConfigurationException(lacking);
        return new HostOptions(Value(section, nameof(Store)), Value(section, nameof(Inbox)), known, uri)
        {
            PageAddress = Page(section, uri, isReached: slack is { UsesHttp: true } || teams is not null),
            IngestToken = Secret(section, nameof(IngestToken)),
            IngestMegabytes = Number(section, nameof(IngestMegabytes), 1, (int)(Ingestor.MostBytes / 1024 / 1024)),
            Feeds = new FeedOptions(FeedUrls(section), TimeSpan.FromMinutes(Number(section, FeedMinutes, 5, 10_080)), Words(section, FeedPrivateHosts)),
            Holidays = HolidayList(section),
            Backups = Value(section, nameof(Backups)),
            BackupsKept = Number(section, nameof(BackupsKept), 0, 366),
            UploadPolicy = Policy(section),
            Telemetry = Collector(section),
            OperatorToken = Secret(section, nameof(OperatorToken)) is { Length: > 0 } token ? token : null,
            Slack = slack,
            Teams = teams,
            Summaries = summaries,
        };
    }

    /// <summary>Once others can reach <see cref="Address"/>, the page has an address of its own: the next port, unless one is configured.</summary>
    private static Uri? Page(IConfiguration section, Uri address, bool isReached)
    {
        var page = Value(section, nameof(PageAddress)) switch
        {
            "" when !isReached => null,
            "" when address.Port < ushort.MaxValue => new UriBuilder(address) { Port = address.Port + 1 }.Uri,
            var text => Loopback(nameof(PageAddress), text),
        };
        return page?.Port != address.Port
            ? page
            : throw new ConfigurationException($"{Section}:{nameof(PageAddress)} is \"{page}\", with the port of {nameof(Address)}. The page needs one of its own, such as {address.Port + 1}.");
    }

    private static Uri Loopback(string key, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", IsLoopback: true }
            ? uri
            : throw new ConfigurationException($"{Section}:{key} is \"{address}\". The host listens on loopback only: use an address such as {Defaults[nameof(Address)]}.");

    private static IReadOnlyList<Uri> FeedUrls(IConfiguration section) =>
        [.. Words(section, nameof(Feeds)).Select(word => Uri.TryCreate(word, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new ConfigurationException($"{Section}:{nameof(Feeds)} holds \"{word}\", which is no http or https address. Use one such as https://rss.arxiv.org/rss/cs.CL."))];

    private static UploadPolicy Policy(IConfiguration section)
    {
        var (word, people) = (Value(section, nameof(DigestBot.Ingestion.Uploads)), Words(section, Uploaders));
        if (!Enum.TryParse<Uploads>(word, ignoreCase: true, out var uploads) || !Enum.IsDefined(uploads) || char.IsAsciiDigit(word[0]))
            throw new ConfigurationException($"{Section}:{nameof(DigestBot.Ingestion.Uploads)} is \"{word}\". Use everybody, listed or nobody.");
        return uploads != Uploads.Listed || people.Length > 0
            ? new UploadPolicy(uploads, people)
            : throw new ConfigurationException($"{Section}:{Uploaders} is empty, while {Section}:{nameof(DigestBot.Ingestion.Uploads)} is \"listed\". Name those whose files are taken, such as T012/U034 (Slack) or 29:1abc (Teams).");
    }

    private static Holidays HolidayList(IConfiguration section) => Holidays.Parse(Words(section, nameof(Holidays))) is var (holidays, wrong) && wrong is null
        ? holidays
        : throw new ConfigurationException($"{Section}:{nameof(Holidays)} holds \"{wrong}\", which is no day. Write days as 2026-11-26, or 12-25 for every year, each with a name if you like: 2026-11-26=Thanksgiving_Day.");

    private static Uri? Collector(IConfiguration section) => Value(section, nameof(Telemetry)) switch
    {
        "" => null,
        // The value is not repeated: it holds a secret.
        var text when text.Contains('@', StringComparison.Ordinal) => throw new ConfigurationException(
            $"{Section}:{nameof(Telemetry)} holds a user name or a password, which would not be sent and could be seen. Leave them out, and set what the collector asks for as a header in the environment variable {TelemetryExport.HeadersVariable}, such as Authorization=Basic%20dXNlcjpwYXNz."),
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => uri,
        var text => throw new ConfigurationException($"{Section}:{nameof(Telemetry)} is \"{text}\", which is no http or https address. Use that of an OpenTelemetry collector, such as http://127.0.0.1:4318."),
    };

    private static int Number(IConfiguration section, string key, int least, int most) =>
        int.TryParse(Value(section, key), out var number) && number >= least && number <= most
            ? number
            : throw new ConfigurationException($"{Section}:{key} is \"{Value(section, key)}\". Use a number from {least} to {most}.");

    private static string[] Words(IConfiguration section, string key) =>
        Value(section, key).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Secret(IConfiguration section, string key) =>
        Value(section, key) is { Length: 0 or >= ShortestToken } token
            ? token
            : throw new ConfigurationException($"{Section}:{key} is too short to be a secret. Use at least {ShortestToken} characters (openssl rand -hex 20), or none to keep it off.");

    private static string Value(IConfiguration section, string key) => section[key] is { Length: > 0 } value ? value : Defaults[key];
}

/// <summary>The configuration cannot be used; the message says which key, what it holds and what it should.</summary>
public sealed class ConfigurationException : Exception
{
    public ConfigurationException()
    {
    }

    public ConfigurationException(string message)
        : base(message)
    {
    }

    public ConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
