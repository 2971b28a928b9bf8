using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Taste;

/// <summary>
/// Tastes as they were learnt, kept until what they were learnt from changes: signals, edits, the papers' texts, what is usual. Lives as long as
/// the process; several may ask at once.
/// </summary>
#pragma warning disable CA1001 // The semaphore has no wait handle unless somebody asks for one.
public sealed class Tastes
#pragma warning restore CA1001
{
    /// <summary>What is usual is learnt anew when so many papers more are stored.</summary>
    private const long Step = 500;
    private const int MostVectors = 10_000;
    private const int MostOwners = 20_000;
    private const int MostPriors = 10_000;

    /// <summary>People of one conversation that are listened to: those who did something last.</summary>
    private const int MostMembers = 50;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<long, PaperVector> _vectors = [];
    private readonly Dictionary<long, (TasteOwner? Owner, IReadOnlyList<PersonalTaste> Members)> _members = [];
    private readonly Dictionary<Query, WeightVector?> _priors = [];
    private Background? _background;
    private (long UpTo, long Changes) _learntOf = (-1, -1);
    private long _signals = -1;

    /// <summary>The view of the store that was looked through for changes last.</summary>
    private Session? _refreshed;

    /// <summary>How papers stand with those who read a conversation's digests; null where nothing is known of anybody, or their taste is off.</summary>
    /// <param name="filter">A subscription's: its words and authors count as well.</param>
    internal async Task<IReadOnlyDictionary<long, Standing>?> RankAsync(
        Session session, long conversationId, Query filter, IReadOnlyList<Paper> papers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(session, cancellationToken);
            var (owner, members) = await MembersAsync(session, conversationId, cancellationToken);
            if (members.Count == 0 || papers.Count == 0)
                return null;
            var prior = await PriorAsync(session, filter, cancellationToken);
            var vectors = new List<PaperVector>(papers.Count);
            foreach (var paper in papers)
                vectors.Add(await VectorAsync(session, paper, cancellationToken));
            var standings = Standing.Of([.. members.Select(taste => new Judge(taste, prior, now))], owner!.Value.IsShared, vectors);
            return papers.Zip(standings).DistinctBy(pair => pair.First.Id).ToDictionary(pair => pair.First.Id, pair => pair.Second);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What of a paper speaks for it to those who read a conversation, the strongest first; empty where nothing does.</summary>
    internal async Task<IReadOnlyList<string>> ReasonsAsync(
        Session session, long conversationId, Query filter, Paper paper, DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(session, cancellationToken);
            var (_, members) = await MembersAsync(session, conversationId, cancellationToken);
            if (members.Count == 0)
                return [];
            var prior = await PriorAsync(session, filter, cancellationToken);
            var vector = await VectorAsync(session, paper, cancellationToken);
            return LearntTaste.Reasons(members.Select(taste => new Judge(taste, prior, now)).MaxBy(judge => judge.Score(vector))!, vector, paper, most);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What one owner's members like, to be shown.</summary>
    internal async Task<(Background Background, IReadOnlyList<PersonalTaste> Members)> LearntAsync(Session session, TasteOwner owner, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(session, cancellationToken);
            return (await BackgroundAsync(session, cancellationToken), await LearnAsync(session, owner, cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets go of what is no longer true.</summary>
    private async Task RefreshAsync(Session session, CancellationToken cancellationToken)
    {
        // A sweep asks a thousand times within one transaction.
        if (ReferenceEquals(session, _refreshed))
            return;
        _refreshed = session;
        var newest = await session.ValueAsync($"SELECT COALESCE(MAX(id), 0) FROM papers", row => row.Long(0), cancellationToken);
        var learntOf = (UpTo: newest < Step ? newest : newest - (newest % Step), await new PaperChanges(session).EverAsync(cancellationToken));
        if (learntOf != _learntOf)
        {
            _background = null;
            _vectors.Clear();
            _priors.Clear();
            _members.Clear();
        }

        _learntOf = learntOf;
        var changed = await session.QueryAsync(
            $"SELECT id, person_id, conversation_id FROM taste_changes WHERE id > {_signals} ORDER BY id", row => (Id: row.Long(0), Person: row.Long(1), Conversation: row.Long(2)), cancellationToken);
        if (changed.Count == 0)
            return;
        _signals = changed[^1].Id;
        var people = changed.Select(change => change.Person).ToHashSet();
        var places = changed.Select(change => change.Conversation).ToHashSet();
        foreach (var (conversation, (owner, _)) in _members.ToList())
        {
            if (owner is null || (owner.Value.PersonId is { } person && people.Contains(person)) || (owner.Value.ConversationId is { } place && places.Contains(place)))
                _members.Remove(conversation);
        }
    }

    private async Task<(TasteOwner? Owner, IReadOnlyList<PersonalTaste> Members)> MembersAsync(Session session, long conversationId, CancellationToken cancellationToken)
    {
        if (_members.TryGetValue(conversationId, out var known))
            return known;
        if (_members.Count >= MostOwners)
            _members.Clear();
        var owner = await TasteOwner.OfAsync(session, conversationId, cancellationToken);
        return _members[conversationId] = (owner, owner is { } one ? await LearnAsync(session, one, cancellationToken) : []);
    }

    private async Task<IReadOnlyList<PersonalTaste>> LearnAsync(Session session, TasteOwner owner, CancellationToken cancellationToken)
    {
        var store = new TasteStore(session);
        if ((await store.StateAsync(owner, cancellationToken)).IsOff)
            return [];
        var rows = await store.SignalsAsync(owner, cancellationToken);
        var edits = await store.EditsAsync(owner, cancellationToken);
        if (rows.Count == 0 && edits.Count == 0)
            return [];

        var background = await BackgroundAsync(session, cancellationToken);
        TasteEdit[] understood = [.. edits.Select(edit => new TasteEdit(edit.Kind, TasteWords.Features(edit.Words)))];
        var members = new List<PersonalTaste>();
        foreach (var person in rows.GroupBy(row => row.PersonId).Take(MostMembers))
        {
            var signals = new List<TasteSignal>();
            var own = person.Take(PersonalTaste.MostSignals).ToList();
            await ReadAsync(session, [.. own.Select(row => row.PaperId).OfType<long>()], cancellationToken);
            foreach (var row in own)
            {
                if (row.PaperId is not { } id)
                    signals.Add(new TasteSignal(background.Vector(PaperFeatures.Of(Example(row))), row.Kind, row.At));
                else if (_vectors.TryGetValue(id, out var vector))
                    signals.Add(new TasteSignal(vector, row.Kind, row.At));
            }

            members.Add(PersonalTaste.Learn(background, signals, understood));
        }

        return members.Count > 0 ? members : [PersonalTaste.Learn(background, [], understood)];
    }

    /// <summary>A paper the store does not know, by what somebody gave of it.</summary>
    internal static Paper Example(SignalRow row) => new(
        0, null, null, row.Title ?? "", TitleMade: false, [], [], DateOnly.MinValue, DayEstimated: false, [row.Abstract ?? ""], new Dictionary<string, Summary>(), Url: null);

    private async Task ReadAsync(Session session, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (_vectors.Count > MostVectors)
            _vectors.Clear();
        foreach (var paper in await new PaperStore(session).ListAsync([.. ids.Where(id => !_vectors.ContainsKey(id))], cancellationToken))
            await VectorAsync(session, paper, cancellationToken);
    }

    private async Task<PaperVector> VectorAsync(Session session, Paper paper, CancellationToken cancellationToken)
    {
        if (_vectors.TryGetValue(paper.Id, out var known))
            return known;
        return _vectors[paper.Id] = (await BackgroundAsync(session, cancellationToken)).Vector(PaperFeatures.Of(paper));
    }

    private async Task<WeightVector?> PriorAsync(Session session, Query filter, CancellationToken cancellationToken)
    {
        if (_priors.TryGetValue(filter, out var known))
            return known;
        if (_priors.Count >= MostPriors)
            _priors.Clear();
        var features = PaperFeatures.Of(filter);
        var background = await BackgroundAsync(session, cancellationToken);
        return _priors[filter] = features.Words.Count + features.Authors.Count == 0 ? null : background.Weigh(background.Vector(features));
    }

    private async Task<Background> BackgroundAsync(Session session, CancellationToken cancellationToken)
    {
        if (_background is { } known)
            return known;
        var ids = await session.QueryAsync(
            $"SELECT id FROM papers WHERE id <= {_learntOf.UpTo} ORDER BY id DESC LIMIT {Background.MostPapers}", row => row.Long(0), cancellationToken);
        var papers = await new PaperStore(session).ListAsync([.. ids.Reverse()], cancellationToken);
        return _background = new Background([.. papers.Select(PaperFeatures.Of)]);
    }
}
