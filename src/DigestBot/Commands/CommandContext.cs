using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Digests.Watching;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Generated;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using DigestBot.Taste;

namespace DigestBot.Commands;

/// <summary>Who asks where and when, and the transaction everything is done in.</summary>
internal sealed record CommandContext(Session Session, Conversation Conversation, Person Person, DateTimeOffset Now, CommandDefaults Defaults)
{
    /// <summary>Has summaries written; null where no model is configured.</summary>
    public SummaryWriter? Summaries { get; init; }

    /// <summary>What readers like, as it was learnt before.</summary>
    public Tastes Tastes { get; init; } = new();

    /// <summary>Whose taste a command here is about.</summary>
    public TasteOwner TasteOwner => TasteOwner.Of(Conversation, Person);

    /// <summary>How the jobs of this process ended last.</summary>
    public IReadOnlyList<JobResult> Jobs { get; init; } = [];

    public PaperStore Papers => field ??= new PaperStore(Session);

    public SubscriptionStore Subscriptions => field ??= new SubscriptionStore(Session);

    /// <summary>The language that was just written in, where that shows; null else.</summary>
    public string? Written { get; init; }

    /// <summary>The language summaries are read in: set here, else the one just written in, else of the chat profile, else English (decision 9).</summary>
    public string Language => (Conversation.IsShared ? Conversation.Language : null) ?? Person.Language ?? Written ?? Languages.OfLocale(Person.ProfileLanguage) ?? "en";

    /// <summary>Never the machine's (decision 9).</summary>
    public string Zone => (Conversation.IsShared ? Conversation.Zone : null) ?? Defaults.ZoneOf(Person);

    public DateOnly Today => DateOnly.FromDateTime(Zones.Local(Now, Zone).DateTime);

    public async Task<QueryContext> QueryContextAsync(QueryMode mode, CancellationToken cancellationToken) =>
        new(await Papers.KnownCategoriesAsync(cancellationToken), Today, mode);

    /// <summary>Writes down what a change replaced; the button takes it back.</summary>
    public async Task<Button> UndoableAsync(string what, Before before, CancellationToken cancellationToken) =>
        new(Strings.Button_Undo, $"{Strings.Verb_Undo} {await new ChangeLog(Session).AddAsync(Conversation, Person, what, before, Now, cancellationToken)}");
}

/// <summary>What applies where nobody set anything.</summary>
public sealed record CommandDefaults(string Zone = "UTC")
{
    /// <summary>When digest files are expected.</summary>
    public SourceCalendar Calendar { get; init; } = new(Zone, Holidays.None);

    /// <summary>A person's zone: set by them, else of their chat profile.</summary>
    public string ZoneOf(Person person) => person.Zone ?? (person.ProfileZone is { } zone ? Zones.Find(zone) : null) ?? Zone;
}
