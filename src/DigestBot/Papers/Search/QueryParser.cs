namespace DigestBot.Papers.Search;

/// <summary>
/// Reads the one grammar of searches and filters: words, "phrases", <c>a, b</c>, <c>-x</c>, prefixes, categories, days.
/// Any text gives a query or a described mistake; it never throws and is linear in the text's length.
/// </summary>
public static class QueryParser
{
    public const int LongestText = 4_000;

    /// <summary>OR lists in a full-text index grow more than linearly beyond a few hundred terms.</summary>
    public const int MostTerms = 64;

    /// <summary>A search of more words than this is prose, such as a pasted abstract: its quotes, years and names of categories are no operators.</summary>
    private const int LongestQuestion = 40;

    public static Parsed<Query> Parse(string text, QueryContext context)
    {
        if (text.Length > LongestText && !context.IsStored)
            return new TooLong(text.Length, LongestText);
        if (context.Mode == QueryMode.Search && text.Contains(' ') && ArxivId.TryParse(QueryLexer.Normalise(text), out var id) && id.IssuedIn is not null)
            return new Query { Ids = [id] };
        var lexed = QueryLexer.Lex(text, out var mistake);
        return mistake is not null ? mistake : Parse(lexed, context);
    }

    internal static Parsed<Query> Parse(LexedText text, QueryContext context)
    {
        var query = new QueryBuilder();
        var isProse = context.Mode == QueryMode.Search && text.Lexemes.Count(lexeme => lexeme.IsBare) > LongestQuestion;
        text = context.IsStored || isProse ? text : Connectives.Read(text, context);
        var lexemes = text.Lexemes;
        for (var i = 0; i < lexemes.Count; i++)
        {
            var lexeme = lexemes[i];
            if (isProse && lexeme is { Kind: LexemeKind.Word or LexemeKind.Phrase, Prefix: null })
            {
                foreach (var word in lexeme.Text.Split(' ').Where(TextAnalyzer.HasTokens))
                    query.Add(new Term(word), negated: false);
                continue;
            }

            if (lexeme.Kind == LexemeKind.Comma)
            {
                query.Comma();
                continue;
            }

            if (lexeme.Kind == LexemeKind.Gap)
            {
                query.Gap();
                continue;
            }

            if (DaysAt(text, i, context) is { } phrase)
            {
                var end = i + phrase.Words - 1;
                var words = text.Text[lexeme.Start..lexemes[end].End];
                if (context.Mode == QueryMode.Filter)
                    return new NotHere(words);
                if (query.AddDays(phrase, words) is { } wrong)
                    return wrong;
                i = end;
                continue;
            }

            if (IsInBeforeCategory(lexemes, i, context))
                continue;
            if (Add(query, lexeme, text, context) is { } mistake)
                return mistake;
        }

        var result = query.Build();

        // What only ranks may be a whole abstract: ranking takes the most telling words.
        var mustHold = context.Mode == QueryMode.Search ? query.Count - result.Ranking.Sum(group => group.AnyOf.Count) : query.Count;
        if (mustHold > MostTerms)
            return new TooLong(mustHold, MostTerms);
        return context.Mode == QueryMode.Filter && !context.MayOnlyExclude && result.OnlyExcludes ? new OnlyExclusions() : result;
    }

    private static Mistake? Add(QueryBuilder query, Lexeme lexeme, LexedText text, QueryContext context)
    {
        if (lexeme.Prefix is { } prefix)
        {
            if (lexeme.Text.Length == 0 || (prefix is not ("since" or "before") && !TextAnalyzer.HasTokens(lexeme.Text)))
                return new EmptyValue(prefix);
            return AddPrefixed(query, lexeme, PartOf(prefix), text, context);
        }

        if (!TextAnalyzer.HasTokens(lexeme.Text))
        {
            query.Gap();
            return null;
        }

        // A comma joins like to like: "-a, b" excludes both, "-cs.CV, cs.AI" too, and "by:geiger, zhang" are two authors.
        var (joined, joinedNegated) = query.Joined;
        if (lexeme.Kind == LexemeKind.Word)
        {
            if (CategoryWords.Find(lexeme.Text, context) is { } category)
            {
                query.AddCategory(category, lexeme.Negated || (joinedNegated && joined == QueryPart.Category));
                return null;
            }

            if (!context.IsStored && Suspicious(lexeme, text, context, isAuthor: joined == QueryPart.Author) is { } mistake)
                return mistake;
        }

        if (joined == QueryPart.Author)
        {
            query.AddAuthor(lexeme.Text, lexeme.Negated || joinedNegated);
            return null;
        }

        if (lexeme is { Kind: LexemeKind.Word, Negated: false } && ArxivId.TryParse(lexeme.Text, out var id) && id.IssuedIn is not null)
        {
            if (context.Mode == QueryMode.Filter)
                return new NotHere(lexeme.Text);
            query.AddId(id);
            return null;
        }

        var negated = lexeme.Negated || (joinedNegated && joined is (QueryPart.Words or QueryPart.Title));
        query.Add(new Term(lexeme.Text, lexeme.Kind == LexemeKind.Phrase || lexeme.Required), negated);
        return null;
    }

    private static Mistake? AddPrefixed(QueryBuilder query, Lexeme lexeme, QueryPart part, LexedText text, QueryContext context)
    {
        var negated = lexeme.Negated;
        switch (part)
        {
            case QueryPart.Title:
                query.Add(new Term(lexeme.Text, lexeme.Kind == LexemeKind.Phrase, TitleOnly: true), negated);
                return null;
            case QueryPart.Author:
                query.AddAuthor(lexeme.Text, negated);
                return null;
            case QueryPart.Category:
                if ((CategoryWords.Find(lexeme.Text, context) ?? (context.IsStored ? lexeme.Text : null)) is not { } category)
                    return Unknown(lexeme, text, context);
                query.AddCategory(category, negated);
                return null;
            case QueryPart.Id when context.Mode == QueryMode.Search && !negated:
                if (!ArxivId.TryParse(lexeme.Text, out var id))
                    return new BadId(lexeme.Text);
                query.AddId(id);
                return null;
            case QueryPart.None when context.Mode == QueryMode.Search && !negated:
                return DateWords.Value(lexeme.Text, context.Today) is { } days
                    ? query.AddDays(new DatePhrase(days, lexeme.Prefix == "since" ? DateEdge.Since : DateEdge.Before, 1), lexeme.Text)
                    : new BadDate(lexeme.Text);
            default:
                return new NotHere(text.Text[lexeme.Start..lexeme.End]);
        }
    }

    private static QueryPart PartOf(string prefix) => prefix switch
    {
        "ti" => QueryPart.Title,
        "by" => QueryPart.Author,
        "cat" => QueryPart.Category,
        "id" => QueryPart.Id,
        _ => QueryPart.None,
    };

    private static Mistake? Suspicious(Lexeme lexeme, LexedText text, QueryContext context, bool isAuthor)
    {
        if (CategoryWords.LooksLikeCode(lexeme.Text))
            return Unknown(lexeme, text, context);
        if (isAuthor || lexeme.Required)
            return null;
        if (Spelling.Closest(lexeme.Text, context.Reserved) is { } reserved
            && !context.Ordinary.Contains(lexeme.Text, StringComparer.OrdinalIgnoreCase) && !CategoryWords.SameStem(lexeme.Text, reserved))
            return new LooksReserved(lexeme.Text, reserved) { Corrected = Mended(text, lexeme, reserved) };
        return CategoryWords.Nearly(lexeme.Text, context) is { } near
            ? new LooksReserved(lexeme.Text, near) { Corrected = Mended(text, lexeme, CategoryWords.Typed(near)) }
            : null;
    }

    private static UnknownCategory Unknown(Lexeme lexeme, LexedText text, QueryContext context)
    {
        var suggestion = CategoryWords.Closest(lexeme.Text, context);
        return new UnknownCategory(lexeme.Text, suggestion)
        {
            Corrected = suggestion is null ? null : Mended(text, lexeme, CategoryWords.Typed(suggestion)),
        };
    }

    private static string Mended(LexedText text, Lexeme lexeme, string replacement) =>
        text.With(lexeme.Start, lexeme.End, (lexeme.Negated ? "-" : "") + replacement);

    /// <summary>The "in" of <c>graphs in cs.LG</c>.</summary>
    private static bool IsInBeforeCategory(IReadOnlyList<Lexeme> lexemes, int i, QueryContext context) =>
        lexemes[i] is { IsBare: true, Text: "in" or "In" or "IN" } && i + 1 < lexemes.Count
        && lexemes[i + 1] is { Negated: false } next
        && (next.Prefix == "cat" || (next.IsBare && CategoryWords.Find(next.Text, context) is not null));

    internal static DatePhrase? DaysAt(LexedText text, int i, QueryContext context)
    {
        var lexemes = text.Lexemes;
        const int most = 6; // "since the 1st of November 2026"
        var words = new string[Math.Min(most, lexemes.Count - i)];
        var count = 0;
        while (count < words.Length && lexemes[i + count] is { IsBare: true } word)
            words[count++] = word.Text;
        return count == 0 ? null : DateWords.Read(words.AsSpan(0, count), context.Today);
    }
}
