using DigestBot.Data;

namespace DigestBot.Papers.Search.Ranking;

/// <summary>
/// Words to ranked papers: candidates from the index, scored by <see cref="Bm25F"/>; a topic's words are joined by those of the best papers
/// (<see cref="Feedback"/>) and the candidates scored again.
/// </summary>
internal sealed class RankedSearch(Session session, Clause limits)
{
    /// <summary>Of a whole abstract, these say nearly all.</summary>
    private const int MostTerms = 200;

    /// <summary>How many learnt words lead from papers in both languages to those in one.</summary>
    private const int MostBridges = 10;
    private const int LeastBridged = 3;

    /// <summary>What has none of the words nor their translations must at least fit this well, by the best paper's score.</summary>
    private const double LeastLearnt = .2;

    /// <param name="query">What was asked.</param>
    /// <param name="required">Its part that must match as a full-text expression, or null.</param>
    /// <param name="words">Its words.</param>
    /// <param name="most">How many hits at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SearchResult> FindAsync(Query query, string? required, IReadOnlyList<RankedTerm> words, int most, CancellationToken cancellationToken)
    {
        var collection = await Collection.ReadAsync(session, cancellationToken);
        await collection.CountAsync(words.SelectMany(term => term.Tokens), exact: true, cancellationToken);
        IReadOnlyList<RankedTerm> asked = [.. words.OrderByDescending(term => term.Weight * term.Idf(collection)).Take(MostTerms)];

        var candidates = new Candidates(session, collection, limits);
        var pool = new Pool(new PaperStore(session));
        await pool.AddAsync(await candidates.FindAsync(required, asked, cancellationToken), cancellationToken);
        var terms = asked;
        var hasMore = false;
        if (IsOpen(query))
        {
            var translations = await new Glossary(session).TranslateAsync(asked, cancellationToken);
            await collection.CountAsync(translations.SelectMany(term => term.Tokens), exact: true, cancellationToken);
            // What nobody wrote must not weigh against what was asked.
            translations = [.. translations.Where(term => term.Papers(collection) > 0)];
            var like = await candidates.LikeAsync(translations, Candidates.Most / 2, cancellationToken);
            hasMore = like.Count == Candidates.Most / 2;
            await pool.AddAsync(like, cancellationToken);
            terms = [.. asked, .. translations];
        }

        var ranked = pool.Rank(terms, collection);
        if (IsOpen(query) && asked.Count > 1 && !IsKnownItem(ranked, asked))
        {
            var learnt = Feedback.Words([.. ranked.Take(Feedback.Papers).Select(found => (found.Paper.Paper, found.Score))]);
            await collection.CountAsync(learnt.Select(term => term.Key), exact: false, cancellationToken);

            // Papers with summaries in another language lead on to those without, by the words that several of them share. From English to Chinese
            // this found nothing that the glossary had not, for half as much time again.
            if (asked.Any(term => term.IsHan))
                await pool.AddAsync(await candidates.LikeAsync(Bridges(ranked, learnt), Candidates.Most / 2, cancellationToken), cancellationToken);
            ranked = pool.Rank(Feedback.Expand(terms, learnt), collection);
        }

        ranked = [.. ranked.Where(found => found.Has != TermOrigin.Learnt || found.Score >= ranked[0].Score * LeastLearnt)];
        var translated = ranked.Count(found => found.Has != TermOrigin.Asked);
        var direct = ranked.Count - translated;
        long? all = direct >= Candidates.Most ? await candidates.CountAsync(required, asked, cancellationToken)
            : required is not null || candidates.SeesAll(asked) ? direct : null;
        var least = limits.All.Count == 0 ? Math.Max(direct, asked.Select(term => term.Papers(collection)).DefaultIfEmpty().Max()) : direct;
        return new SearchResult(
            [.. ranked.Take(Math.Min(most, Candidates.Most)).Select(found => new Hit(found.Paper.Paper.Id, found.Score, found.Has != TermOrigin.Asked))],
            translated + (all ?? least),
            AtLeast: all is null || hasMore);
    }

    private static IReadOnlyList<RankedTerm> Bridges(IReadOnlyList<RankedPaper> ranked, IReadOnlyList<RankedTerm> learnt)
    {
        var best = ranked.Take(Feedback.Papers).Select(found => found.Paper.Fields.SelectMany(field => field).ToHashSet()).ToList();
        return [.. learnt.Where(term => !term.IsHan && best.Count(paper => paper.Contains(TokenizedPaper.NumberOf(term.Key))) >= LeastBridged).Take(MostBridges)];
    }

    /// <summary>Nothing but bare words, categories and days: who quotes, names or excludes knows what they look for.</summary>
    private static bool IsOpen(Query query) =>
        !query.Required.Any() && query.Authors.Count + query.ExcludedAuthors.Count + query.Ids.Count + query.Excluded.Count == 0;

    /// <summary>The best paper's title is little else than what was asked.</summary>
    private static bool IsKnownItem(IReadOnlyList<RankedPaper> ranked, IReadOnlyList<RankedTerm> asked)
    {
        if (ranked.Count == 0)
            return true;
        var said = asked.SelectMany(term => term.Tokens).ToHashSet(StringComparer.Ordinal);
        var title = TextAnalyzer.Terms(ranked[0].Paper.Paper.Title).Where(token => !StopWords.Contains(token)).ToHashSet();
        return said.Count > 3 && title.Count(said.Contains) * 10 >= Math.Max(title.Count, said.Count) * 8;
    }
}
