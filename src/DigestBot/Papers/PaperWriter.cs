using DigestBot.Data;
using DigestBot.Papers.Search;

namespace DigestBot.Papers;

/// <summary>Writes a paper with its categories, keys and index row as one.</summary>
internal sealed class PaperWriter(Session session)
{
    private readonly PaperIndex _index = new(session);

    public async Task<long> AddAsync(IReadOnlyList<Appearance> appearances, CancellationToken cancellationToken)
    {
        var paper = PaperFold.Fold(0, appearances);
        var id = await session.InsertAsync(
            $"""
            INSERT INTO papers (arxiv_id, version, title, title_made, authors, categories, day, day_estimated, abstract, summaries, url, comment, code_url, doi, publication, first_sequence)
            VALUES ({paper.ArxivId?.Value}, {paper.Version}, {paper.Title}, {paper.TitleMade}, {PapersJson.Write(paper.Authors)},
              {PapersJson.Write(paper.Categories)}, {paper.Day}, {paper.DayEstimated}, {PapersJson.Write(paper.Abstract)},
              {PapersJson.Write(paper.Summaries)}, {paper.Url}, {paper.Comment}, {paper.CodeUrl}, {paper.Doi?.Value}, {PapersJson.Write(paper.Publication)}, {PaperFold.FirstSequence(appearances)})
            """, cancellationToken);
        await AddCategoriesAsync(id, paper, cancellationToken);
        await AddKeysAsync(id, appearances, cancellationToken);
        await _index.AddAsync(paper with { Id = id }, cancellationToken);
        return id;
    }

    /// <summary>False where nothing a reader can see changed.</summary>
    public async Task<bool> UpdateAsync(long id, IReadOnlyList<Appearance> appearances, CancellationToken cancellationToken)
    {
        await AddKeysAsync(id, appearances, cancellationToken);
        var before = (await new PaperStore(session).FindAsync(id, cancellationToken))!;
        var paper = PaperFold.Fold(id, appearances);
        await session.ExecuteAsync($"UPDATE papers SET first_sequence = {PaperFold.FirstSequence(appearances)} WHERE id = {id}", cancellationToken);
        if (PaperFold.SameText(before, paper))
            return false;

        await new PaperChanges(session).AddAsync(id, cancellationToken);
        await _index.RemoveAsync(before, cancellationToken);
        await session.ExecuteAsync(
            $"""
            UPDATE papers SET arxiv_id = {paper.ArxivId?.Value}, version = {paper.Version}, title = {paper.Title}, title_made = {paper.TitleMade},
              authors = {PapersJson.Write(paper.Authors)}, categories = {PapersJson.Write(paper.Categories)}, day = {paper.Day},
              day_estimated = {paper.DayEstimated}, abstract = {PapersJson.Write(paper.Abstract)}, summaries = {PapersJson.Write(paper.Summaries)},
              url = {paper.Url}, comment = {paper.Comment}, code_url = {paper.CodeUrl}, doi = {paper.Doi?.Value}, publication = {PapersJson.Write(paper.Publication)}
            WHERE id = {id}
            """, cancellationToken);
        await session.ExecuteAsync($"DELETE FROM paper_categories WHERE paper_id = {id}", cancellationToken);
        await AddCategoriesAsync(id, paper, cancellationToken);
        await _index.AddAsync(paper, cancellationToken);
        return true;
    }

    public async Task RemoveAsync(long id, CancellationToken cancellationToken)
    {
        if (await new PaperStore(session).FindAsync(id, cancellationToken) is not { } paper)
            return;
        await _index.RemoveAsync(paper, cancellationToken);
        await session.ExecuteAsync($"DELETE FROM papers WHERE id = {id}", cancellationToken);
    }

    private async Task AddCategoriesAsync(long id, Paper paper, CancellationToken cancellationToken)
    {
        foreach (var category in paper.Categories)
            await session.ExecuteAsync($"INSERT INTO paper_categories (category, paper_id) VALUES ({category}, {id})", cancellationToken);
    }

    private async Task AddKeysAsync(long id, IReadOnlyList<Appearance> appearances, CancellationToken cancellationToken)
    {
        foreach (var key in PaperFold.Heard(appearances).SelectMany(a => a.Keys).Distinct())
            await session.ExecuteAsync($"INSERT OR IGNORE INTO paper_keys (key, paper_id) VALUES ({key}, {id})", cancellationToken);
    }
}
