using DigestBot.Data;
using DigestBot.Papers.Search.Ranking;

namespace DigestBot.Papers.Search;

/// <summary>"Did you mean": words that no or hardly any paper has, but that are close to one many have.</summary>
public sealed class Misspelling(Session session)
{
    private const int ShortestWord = 5;
    private const int MostPapers = 2;
    private const int TimesMore = 20;
    private const int LeastPapers = 3;

    /// <summary>The query with its misspelt bare words mended, or null where none is.</summary>
    public async Task<Query?> MendAsync(Query query, CancellationToken cancellationToken)
    {
        var groups = new List<TermGroup>();
        foreach (var group in query.Groups)
        {
            var terms = new List<Term>();
            foreach (var term in group.AnyOf)
                terms.Add(!term.Quoted && await MendAsync(term.Text, cancellationToken) is { } mended ? term with { Text = mended } : term);
            groups.Add(new TermGroup(terms));
        }

        return groups.SequenceEqual(query.Groups) ? null : query with { Groups = groups };
    }

    private async Task<string?> MendAsync(string word, CancellationToken cancellationToken)
    {
        if (word.Length < ShortestWord || !word.All(char.IsAsciiLetter) || TextAnalyzer.Terms(word) is not [var stem] || stem.Length < 3)
            return null;
        var collection = await Collection.ReadAsync(session, cancellationToken);
        await collection.CountAsync([stem], exact: true, cancellationToken);
        var papers = collection.PapersWith(stem);
        if (papers > MostPapers)
            return null;

        var tolerance = Spelling.Tolerance(word.Length);
        var least = Math.Max(LeastPapers, papers * TimesMore);
        var nearest = (await NearAsync(stem, tolerance, least, cancellationToken))
            .Select(known => (known.Word, known.Papers, Distance: Spelling.Distance(stem, known.Word)))
            .Where(known => known.Distance <= tolerance && known.Distance > 0)
            .OrderBy(known => known.Distance).ThenByDescending(known => known.Papers).FirstOrDefault();
        return nearest.Word is null ? null : await AsWrittenAsync(nearest.Word, cancellationToken);
    }

    /// <summary>Words of about the same length that begin with the first letter, or with the second where the two were swapped or one was lost.</summary>
    private async Task<IReadOnlyList<(string Word, long Papers)>> NearAsync(string stem, int tolerance, long least, CancellationToken cancellationToken)
    {
        var near = new List<(string, long)>();
        var hasCopy = await session.ValueAsync($"SELECT EXISTS (SELECT 1 FROM words)", row => row.Flag(0), cancellationToken);
        foreach (var letter in stem[..2].Distinct())
        {
            var (from, to, shortest, longest) = (letter.ToString(), ((char)(letter + 1)).ToString(), stem.Length - tolerance, stem.Length + tolerance);
            near.AddRange(await session.QueryAsync(
                hasCopy
                    ? $"SELECT word, papers FROM words WHERE word >= {from} AND word < {to} AND LENGTH(word) BETWEEN {shortest} AND {longest} AND papers >= {least}"
                    : (FormattableString)$"SELECT term, doc FROM papers_terms WHERE term >= {from} AND term < {to} AND LENGTH(term) BETWEEN {shortest} AND {longest} AND doc >= {least}",
                row => (row.Text(0), row.Long(1)), cancellationToken));
        }

        return near;
    }

    /// <summary>The index has stems only; some paper has the word.</summary>
    private async Task<string?> AsWrittenAsync(string stem, CancellationToken cancellationToken)
    {
        const int Enough = 20;
        var match = new RankedTerm([stem], 1).Quoted;
        var ids = await session.QueryAsync($"SELECT rowid FROM papers_fts WHERE papers_fts MATCH {match} LIMIT {Enough}", row => row.Long(0), cancellationToken);
        var papers = await new PaperStore(session).ListAsync(ids, cancellationToken);
        return papers
            .SelectMany(paper => Enumerable.Range(0, IndexedTexts.Fields).SelectMany(field => IndexedTexts.Of(paper, field)))
            .SelectMany(text => TextAnalyzer.Analyze(text).Where(token => token.Text == stem).Select(token => text.Substring(token.Start, token.Length).ToLowerInvariant()))
            .CountBy(word => word).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault();
    }
}
