using DigestBot.Papers;
using DigestBot.Papers.Search;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Papers;

public sealed class QueryPropertyTests
{
    private static readonly string[] Labels = ["SLAM", "Large Language Models", "cs.CL", "多模态"];
    private static readonly QueryContext Search = new(Labels, new DateOnly(2026, 1, 29), QueryMode.Search);
    private static readonly QueryContext Filter = Search with { Mode = QueryMode.Filter, Reserved = ["weekdays", "monday"] };

    private static readonly Gen<string> Words = Gen.Elements(
        "graph", "GPT-4", "c++", "多跳问答", "what's", "in", "since", "last", "2025", "May", "week", "the", "monday", "f(x)", "1,000", "x:y", "3D", "Poincaré", "AND", "模型a", "top", "10");

    private static readonly Gen<string> Phrases =
        from words in Words.NonEmptyListOf()
        select string.Join(' ', words);

    private static readonly Gen<Term> Terms =
        from quoted in Gen.Elements(true, false)
        from text in quoted ? Phrases : Words
        from title in Gen.Elements(true, false, false)
        select new Term(text, quoted, title);

    private static readonly Gen<DateOnly?> Days = Gen.Choose(0, 400).Select(days => days % 3 == 0 ? (DateOnly?)null : new DateOnly(2025, 1, 1).AddDays(days));

    private static readonly Gen<ArxivId> Ids = Gen.Elements("2601.18899", "math.GT/0309136", "hep-th/9901001").Select(text => ArxivId.TryParse(text, out var id) ? id : default);

    private static readonly Gen<Query> Queries =
        from groups in Few(Few(Terms).Where(terms => terms.Count > 0).Select(terms => new TermGroup(terms)))
        from excluded in Few(Terms)
        from categories in Few(Gen.Elements("cs.LG", "hep-th", "cs.*", "SLAM", "Large Language Models", "多模态"))
        from excludedCategories in Few(Gen.Elements("cs.CV", "SLAM", "Large Language Models"))
        from authors in Few(Gen.Elements("Andreas Geiger", "zhang", "张伟", "O'Brien, J."))
        from excludedAuthors in Few(Gen.Elements("Li Wei", "smith"))
        from ids in Few(Ids)
        from since in Days
        from length in Gen.Choose(1, 500)
        from open in Gen.Elements(true, false)
        select new Query
        {
            Groups = groups,
            Excluded = excluded,
            Categories = [.. categories.Distinct()],
            ExcludedCategories = [.. excludedCategories.Distinct()],
            Authors = [.. authors.Distinct()],
            ExcludedAuthors = [.. excludedAuthors.Distinct()],
            Ids = [.. ids.Distinct()],
            Since = since,
            Before = open ? null : (since ?? new DateOnly(2025, 1, 1)).AddDays(length),
        };

    private static readonly Gen<string> Hostile =
        from pieces in Gen.Elements(
            "\"", "“", " ", ",", "-", "+", ":", "ti:", "by:", "since:", "before", "id:", "cat:", "cs.", "cs.LG", "cs.LGG", ".*", "*", "(", ")", "[", "]", ".", "\0", "\uD83D", "\uDE00", "🙂",
            "in ", "since ", "last ", "week", "2026-01", "99", "月", "自", "上周", "以来", "之前", "多跳", "graph", "SLAM", "weekdayz", "\u200B", "\u202E", "’", "，", "：", "－", "AND", "NEAR(", "·", "－－", "\n", "の").ListOf()
        select string.Concat(pieces);

    [Fact]
    public void The_text_of_any_query_reads_as_an_equal_query() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Queries.ToArbitrary(), query => QueryParser.Parse(query.ToString(), Search with { IsStored = true }).Value is { } read && read.Equals(query)));

    [Fact]
    public void Whatever_was_understood_is_understood_the_same_again() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000),
            Prop.ForAll(Hostile.ToArbitrary(), text => Survives(text, Search) && Survives(text, Filter)));

    [Fact]
    public void Any_string_is_safe() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll<string?>(text => Survives(text ?? "", Search) && Survives(text ?? "", Filter)));

    private static bool Survives(string text, QueryContext context)
    {
        var parsed = QueryParser.Parse(text, context);
        return parsed.Value is not { } query ? parsed.Mistake is not null : parsed.Mistake is null && query.Equals(QueryParser.Parse(query.ToString(), context with { IsStored = true, MayOnlyExclude = true }).Value);
    }

    private static Gen<List<T>> Few<T>(Gen<T> items) => Gen.Choose(0, 3).SelectMany(count => items.ListOf(count)).Select(list => list.ToList());
}
