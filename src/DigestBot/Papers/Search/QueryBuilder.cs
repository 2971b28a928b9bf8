namespace DigestBot.Papers.Search;

/// <summary>What a value is about; a comma carries it on to the next value.</summary>
internal enum QueryPart
{
    None,
    Words,
    Title,
    Author,
    Category,
    Id,
}

/// <summary>Collects a query's parts while it is read, and joins what commas join.</summary>
internal sealed class QueryBuilder
{
    private readonly List<List<Term>> groups = [];
    private readonly List<Term> excluded = [];
    private readonly List<string> categories = [];
    private readonly List<string> excludedCategories = [];
    private readonly List<string> authors = [];
    private readonly List<string> excludedAuthors = [];
    private readonly List<ArxivId> ids = [];
    private (string Word, DateOnly Day)? since;
    private (string Word, DateOnly Day)? before;
    private bool comma;

    public int Count { get; private set; }

    /// <summary>The last value's part and sign, for what a comma joins to it; <see cref="QueryPart.None"/> after anything else.</summary>
    public (QueryPart Part, bool Negated) Joined => comma ? Last : default;

    private (QueryPart Part, bool Negated) Last { get; set; }

    public void Comma() => comma = true;

    public void Gap()
    {
        comma = false;
        Last = default;
    }

    public void Add(Term term, bool negated)
    {
        var part = term.TitleOnly ? QueryPart.Title : QueryPart.Words;
        var joins = comma && !negated && Last is (QueryPart.Words or QueryPart.Title, false);
        if (negated)
            excluded.Add(term);
        else if (joins)
            groups[^1].Add(term);
        else
            groups.Add([term]);
        Added(part, negated);
    }

    public void AddCategory(string category, bool negated)
    {
        AddOnce(negated ? excludedCategories : categories, category);
        Added(QueryPart.Category, negated);
    }

    public void AddAuthor(string author, bool negated)
    {
        AddOnce(negated ? excludedAuthors : authors, author);
        Added(QueryPart.Author, negated);
    }

    public void AddId(ArxivId id)
    {
        if (!ids.Contains(id))
            ids.Add(id);
        Added(QueryPart.Id, negated: false);
    }

    /// <summary>Null, or why the days cannot be: said twice, or none between the two.</summary>
    public Mistake? AddDays(DatePhrase phrase, string word)
    {
        Gap();
        if (phrase.Edge != DateEdge.Before)
        {
            if (since is { } first)
                return new SaidTwice(first.Word, word);
            since = (word, phrase.Range.From);
        }

        if (phrase.Edge != DateEdge.Since)
        {
            if (before is { } first)
                return new SaidTwice(first.Word, word);
            before = (word, phrase.Edge == DateEdge.Before ? phrase.Range.From : phrase.Range.To);
        }

        return since?.Day >= before?.Day ? new BadDate(word) : null;
    }

    public Query Build() => new()
    {
        Groups = [.. groups.Select(terms => new TermGroup([.. terms]))],
        Excluded = [.. excluded],
        Categories = [.. categories],
        ExcludedCategories = [.. excludedCategories],
        Authors = [.. authors],
        ExcludedAuthors = [.. excludedAuthors],
        Ids = [.. ids],
        Since = since?.Day,
        Before = before?.Day,
    };

    private void Added(QueryPart part, bool negated)
    {
        Count++;
        comma = false;
        Last = (part, negated);
    }

    private static void AddOnce(List<string> list, string value)
    {
        if (!list.Contains(value, StringComparer.OrdinalIgnoreCase))
            list.Add(value);
    }
}
