using DigestBot.Data;

namespace DigestBot.Papers;

/// <summary>What one person has noted of one paper: saved when, liked (1) or not (-1); null for neither.</summary>
/// <param name="SavedIn">The conversation it was saved in.</param>
/// <param name="RatedIn">The conversation it was rated in.</param>
public sealed record PaperNote(long PersonId, long PaperId, DateTimeOffset? SavedAt, int? Rating, long? SavedIn = null, long? RatedIn = null);

/// <summary>What people keep to read and think of papers; each person's own, gone with the person.</summary>
public sealed class ReadingList(Session session)
{
    /// <summary>False where it was saved already.</summary>
    public async Task<bool> SaveAsync(long personId, long paperId, long? conversationId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            $"INSERT OR IGNORE INTO saves (person_id, paper_id, conversation_id, saved_at) VALUES ({personId}, {paperId}, {conversationId}, {now})", cancellationToken) > 0;

    /// <summary>False where it was not saved.</summary>
    public async Task<bool> RemoveAsync(long personId, long paperId, CancellationToken cancellationToken) =>
        await session.ExecuteAsync($"DELETE FROM saves WHERE person_id = {personId} AND paper_id = {paperId}", cancellationToken) > 0;

    /// <summary>The latest saved first.</summary>
    public Task<IReadOnlyList<long>> ListAsync(long personId, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT paper_id FROM saves WHERE person_id = {personId} ORDER BY saved_at DESC, paper_id DESC", row => row.Long(0), cancellationToken);

    public Task<bool> HasAsync(long personId, long paperId, CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT EXISTS (SELECT 1 FROM saves WHERE person_id = {personId} AND paper_id = {paperId})", row => row.Flag(0), cancellationToken);

    /// <summary>The same opinion again takes it back. Whether it stands now.</summary>
    public async Task<bool> RateAsync(long personId, long paperId, bool likes, long? conversationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rating = likes ? 1 : -1;
        if (await session.ExecuteAsync($"DELETE FROM ratings WHERE person_id = {personId} AND paper_id = {paperId} AND rating = {rating}", cancellationToken) > 0)
            return false;
        await session.ExecuteAsync(
            $"""
            INSERT OR REPLACE INTO ratings (person_id, paper_id, rating, conversation_id, rated_at)
            VALUES ({personId}, {paperId}, {rating}, {conversationId}, {now})
            """, cancellationToken);
        return true;
    }

    /// <summary>An opinion is given, or taken back where it is still the one that stands.</summary>
    public Task<int> SetRatingAsync(long personId, long paperId, bool likes, bool given, long? conversationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rating = likes ? 1 : -1;
        return given
            ? session.ExecuteAsync(
                $"""
                INSERT OR REPLACE INTO ratings (person_id, paper_id, rating, conversation_id, rated_at)
                VALUES ({personId}, {paperId}, {rating}, {conversationId}, {now})
                """, cancellationToken)
            : session.ExecuteAsync($"DELETE FROM ratings WHERE person_id = {personId} AND paper_id = {paperId} AND rating = {rating}", cancellationToken);
    }

    public Task<PaperNote> NoteAsync(long personId, long paperId, CancellationToken cancellationToken) => session.ValueAsync(
        $"""
        SELECT (SELECT saved_at FROM saves WHERE person_id = {personId} AND paper_id = {paperId}),
               (SELECT rating FROM ratings WHERE person_id = {personId} AND paper_id = {paperId}),
               (SELECT conversation_id FROM saves WHERE person_id = {personId} AND paper_id = {paperId}),
               (SELECT conversation_id FROM ratings WHERE person_id = {personId} AND paper_id = {paperId})
        """,
        row => new PaperNote(personId, paperId, row.MomentOrNull(0), row.IntOrNull(1), row.LongOrNull(2), row.LongOrNull(3)), cancellationToken);

    /// <summary>As it was noted then; a paper that was saved keeps its place in the list.</summary>
    public async Task RestoreAsync(PaperNote note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"DELETE FROM saves WHERE person_id = {note.PersonId} AND paper_id = {note.PaperId}", cancellationToken);
        await session.ExecuteAsync($"DELETE FROM ratings WHERE person_id = {note.PersonId} AND paper_id = {note.PaperId}", cancellationToken);
        if (note.SavedAt is { } saved)
            await SaveAsync(note.PersonId, note.PaperId, note.SavedIn, saved, cancellationToken);
        if (note.Rating is { } rating)
            await RateAsync(note.PersonId, note.PaperId, rating > 0, note.RatedIn, now, cancellationToken);
    }

    /// <summary>Two papers turned out to be one.</summary>
    public async Task MoveAsync(PaperMerge merge, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"UPDATE OR IGNORE saves SET paper_id = {merge.Into} WHERE paper_id = {merge.From}", cancellationToken);
        await session.ExecuteAsync($"UPDATE OR IGNORE ratings SET paper_id = {merge.Into} WHERE paper_id = {merge.From}", cancellationToken);
    }
}
