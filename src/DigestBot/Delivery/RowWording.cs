using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Papers;
using Microsoft.Extensions.Logging;

namespace DigestBot.Delivery;

/// <summary>
/// Puts the rows of claimed digests into words: the sweep only names their papers, which is a tenth to write, and people read what is true when the
/// message leaves. What was said stays said however often it is tried again. Each row is made once for all who are shown it.
/// </summary>
internal sealed class RowWording(ILogger log)
{
    /// <summary>A morning's papers in both languages, several times over.</summary>
    private const int MostKnown = 2_000;

    /// <summary>Each with the paper it can be corrected by.</summary>
    private readonly Dictionary<(long Paper, string Language, bool Compact), (long? Paper, EntryRow Row)> _known = [];

    /// <summary>The last change of a paper's text that what is known contains.</summary>
    private long _upTo;

    public async Task<IReadOnlyList<OutboxRow>> PutAsync(Session session, IReadOnlyList<OutboxRow> claimed, CancellationToken cancellationToken)
    {
        var open = claimed.SelectMany(row => Open(row.Message)).ToList();
        if (open.Count == 0)
            return claimed;
        await LearnAsync(session, open, cancellationToken);
        var worded = new List<OutboxRow>(claimed.Count);
        foreach (var row in claimed)
        {
            if (!Open(row.Message).Any())
            {
                worded.Add(row);
                continue;
            }

            var message = Put(row.Message);
            await session.ExecuteAsync($"UPDATE outbox SET body = {MessageJson.Serialize(message)} WHERE id = {row.Id}", cancellationToken);
            worded.Add(row with { Message = message });
        }

        return worded;
    }

    private async Task LearnAsync(Session session, IReadOnlyList<ShownEntry> entries, CancellationToken cancellationToken)
    {
        var changes = await new PaperChanges(session).EverAsync(cancellationToken);
        if (changes != _upTo || _known.Count > MostKnown)
            _known.Clear();
        _upTo = changes;
        var unknown = entries.Where(entry => !_known.ContainsKey(Key(entry))).DistinctBy(Key).ToList();
        var papers = await new PaperChanges(session).CurrentAsync([.. unknown.Select(entry => entry.Paper)], cancellationToken);
        foreach (var entry in unknown)
        {
            if (papers.TryGetValue(entry.Paper, out var paper))
                _known[Key(entry)] = Compose(entry, paper);
        }
    }

    /// <summary>A row that cannot be made must not hold up all that the channel sends: it shows the bare title, for good.</summary>
    private (long? Paper, EntryRow Row) Compose(ShownEntry entry, Paper paper)
    {
        try
        {
            using var language = UiLanguage.Use(entry.Language);
            return (paper.Id, EntryLine.Compose(number: null, paper, entry.Language, compact: entry.Compact));
        }
        catch (Exception exception)
        {
            Log.RowFailed(log, paper.Id, exception);
            return (null, new EntryRow(paper.Title));
        }
    }

    private static IEnumerable<ShownEntry> Open(Message message) => message.Blocks.OfType<EntryRow>().Where(row => row.IsUnworded).Select(row => row.Shown!);

    private Message Put(Message message) => message with { Blocks = [.. message.Blocks.Select(block => block is EntryRow { IsUnworded: true, Shown: { } shown } ? Put(shown) : block).OfType<Block>()] };

    /// <summary>Null where the paper is no more.</summary>
    private EntryRow? Put(ShownEntry entry) => _known.TryGetValue(Key(entry), out var known)
        ? Marked(entry, known.Row) with { Shown = known.Paper is { } paper ? entry with { Paper = paper } : null }
        : null;

    private static EntryRow Marked(ShownEntry entry, EntryRow row)
    {
        using var language = UiLanguage.Use(entry.Language);
        return EntryLine.Marked(entry, row);
    }

    private static (long Paper, string Language, bool Compact) Key(ShownEntry entry) => (entry.Paper, entry.Language, entry.Compact);
}
