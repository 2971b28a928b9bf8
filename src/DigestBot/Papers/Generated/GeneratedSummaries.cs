using DigestBot.Data;

namespace DigestBot.Papers.Generated;

/// <summary>Generated summaries that were paid for already.</summary>
internal sealed class GeneratedSummaries(Session session)
{
    public Task<GeneratedSummary?> FindAsync(Paper paper, string language, string source, string model, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"""
            SELECT language, what, how, result, model FROM generated_summaries
            WHERE paper_id = {paper.Id} AND language = {language} AND source = {source} AND model = {model}
            """,
            row => new GeneratedSummary(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4)), cancellationToken);

    /// <summary>In place of one of an earlier version. A paper that went meanwhile is left alone.</summary>
    public Task SaveAsync(Paper paper, string source, GeneratedSummary summary, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            INSERT OR REPLACE INTO generated_summaries (paper_id, language, source, model, what, how, result, written_at)
            SELECT id, {summary.Language}, {source}, {summary.Model}, {summary.What}, {summary.How}, {summary.Result}, {now} FROM papers WHERE id = {paper.Id}
            """, cancellationToken);
}
