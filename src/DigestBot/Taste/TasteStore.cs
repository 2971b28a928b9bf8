using DigestBot.Data;
using DigestBot.Papers;

namespace DigestBot.Taste;

/// <summary>A signal as it is stored: of a paper of the store, or of the title and abstract somebody gave.</summary>
public sealed record SignalRow(long PersonId, long? PaperId, SignalKind Kind, DateTimeOffset At)
{
    public string? Title { get; init; }
    public string? Abstract { get; init; }
}

/// <summary>A paper given as an example; without an id it is none of the store's.</summary>
public sealed record GivenPaper(long? PaperId, string Title, string Abstract);

/// <summary>What was said of words: <c>Words</c> as it was typed, or <c>by:"…"</c>, or a category.</summary>
public sealed record EditRow(EditKind Kind, string Words);

/// <summary>Whether a taste decides anything, and since when it learns.</summary>
public sealed record TasteState(bool IsOff, DateTimeOffset? Since);

/// <summary>What tastes are learnt from, as rows. Ratings and saves are <see cref="ReadingList"/>'s.</summary>
public sealed class TasteStore(Session session)
{
    /// <summary>The newest first; of each person and paper what tells most.</summary>
    public async Task<IReadOnlyList<SignalRow>> SignalsAsync(TasteOwner owner, CancellationToken cancellationToken)
    {
        var since = (await StateAsync(owner, cancellationToken)).Since ?? DateTimeOffset.MinValue;
        var rows = await session.QueryAsync(
            $"""
            SELECT person_id, paper_id, CASE rating WHEN 1 THEN 'Liked' ELSE 'Disliked' END, rated_at, NULL, NULL FROM ratings WHERE {owner.Rows}
            UNION ALL SELECT person_id, paper_id, 'Saved', saved_at, NULL, NULL FROM saves WHERE {owner.Rows}
            UNION ALL SELECT person_id, paper_id, 'Opened', opened_at, NULL, NULL FROM openings WHERE {owner.Rows}
            UNION ALL SELECT person_id, paper_id, 'Given', given_at, title, abstract FROM taste_examples WHERE {owner.OwnRows}
            """,
            row => new SignalRow(row.Long(0), row.LongOrNull(1), row.Enum<SignalKind>(2), row.Moment(3)) { Title = row.TextOrNull(4), Abstract = row.TextOrNull(5) },
            cancellationToken);
        return
        [
            .. rows.Where(row => row.At > since)
                .GroupBy(row => (row.PersonId, row.PaperId, row.PaperId is null ? row.Title : null))
                .Select(same => same.FirstOrDefault(row => row.Kind == SignalKind.Disliked) ?? same.MinBy(row => row.Kind)!)
                .OrderByDescending(row => row.At).ThenBy(row => row.PaperId).ThenBy(row => row.Title, StringComparer.Ordinal),
        ];
    }

    /// <summary>A card was opened; later openings of the same paper change nothing.</summary>
    public Task OpenedAsync(long personId, long paperId, long conversationId, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"INSERT OR IGNORE INTO openings (person_id, paper_id, conversation_id, opened_at) VALUES ({personId}, {paperId}, {conversationId}, {now})", cancellationToken);

    /// <summary>Papers given as examples, each once; the ids of the rows.</summary>
    public async Task<IReadOnlyList<long>> GiveAsync(
        TasteOwner owner, long personId, IReadOnlyList<GivenPaper> papers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = new List<long>();
        foreach (var (paperId, title, text) in papers)
        {
            await session.ExecuteAsync($"DELETE FROM taste_examples WHERE {owner.OwnRows} AND person_id = {personId} AND title = {title}", cancellationToken);
            ids.Add(await session.InsertAsync(
                $"""
                INSERT INTO taste_examples (person_id, conversation_id, paper_id, title, abstract, given_at)
                VALUES ({personId}, {owner.ConversationId}, {paperId}, {title}, {text}, {now})
                """, cancellationToken));
        }

        return ids;
    }

    public Task<int> TakeBackAsync(IReadOnlyList<long> exampleIds, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM taste_examples WHERE id IN {exampleIds}", cancellationToken);

    /// <summary>In the order they were said.</summary>
    public Task<IReadOnlyList<EditRow>> EditsAsync(TasteOwner owner, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT kind, words FROM taste_edits WHERE {owner.Rows} ORDER BY id", row => new EditRow(row.Enum<EditKind>(0), row.Text(1)), cancellationToken);

    /// <summary>All edits anew.</summary>
    public async Task SetEditsAsync(TasteOwner owner, IReadOnlyList<EditRow> edits, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"DELETE FROM taste_edits WHERE {owner.Rows}", cancellationToken);
        foreach (var edit in edits)
        {
            await session.ExecuteAsync(
                $"INSERT INTO taste_edits (person_id, conversation_id, kind, words, made_at) VALUES ({owner.PersonId}, {owner.ConversationId}, {edit.Kind}, {edit.Words}, {now})",
                cancellationToken);
        }
    }

    public async Task<TasteState> StateAsync(TasteOwner owner, CancellationToken cancellationToken) =>
        await session.FirstAsync($"SELECT is_off, since FROM tastes WHERE {owner.Rows}", row => new TasteState(row.Flag(0), row.MomentOrNull(1)), cancellationToken)
        ?? new TasteState(IsOff: false, Since: null);

    public async Task SetAsync(TasteOwner owner, TasteState state, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"DELETE FROM tastes WHERE {owner.Rows}", cancellationToken);
        await session.ExecuteAsync(
            $"INSERT INTO tastes (person_id, conversation_id, is_off, since) VALUES ({owner.PersonId}, {owner.ConversationId}, {state.IsOff}, {state.Since})", cancellationToken);
    }

    /// <summary>Nothing given or said is left, and what was done before is not looked at: likes and saves stay what they are.</summary>
    public async Task ResetAsync(TasteOwner owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"DELETE FROM taste_edits WHERE {owner.Rows}", cancellationToken);
        await session.ExecuteAsync($"DELETE FROM taste_examples WHERE {owner.OwnRows}", cancellationToken);
        await SetAsync(owner, new TasteState((await StateAsync(owner, cancellationToken)).IsOff, now), cancellationToken);
    }

    /// <summary>Two papers turned out to be one.</summary>
    public async Task MoveAsync(PaperMerge merge, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"UPDATE OR IGNORE openings SET paper_id = {merge.Into} WHERE paper_id = {merge.From}", cancellationToken);
        await session.ExecuteAsync($"UPDATE taste_examples SET paper_id = {merge.Into} WHERE paper_id = {merge.From}", cancellationToken);
    }
}
