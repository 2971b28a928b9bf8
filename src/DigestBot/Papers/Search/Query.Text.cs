using System.Globalization;

namespace DigestBot.Papers.Search;

/// <summary>A query as text, its views, and equality by content.</summary>
public sealed partial record Query
{
    /// <summary>Bare words that could begin a date or belong to a category when something follows them.</summary>
    private static readonly string[] Leading =
    [
        "in", "on", "since", "from", "before", "during", "the", "last", "this", "past", "previous", "自", "从", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ];

    public static readonly Query Nothing = new();

    public bool IsEmpty => Equals(Nothing);

    /// <summary>Says what to leave out, and nothing of what to bring.</summary>
    public bool OnlyExcludes => Groups.Count + Categories.Count + Authors.Count + Ids.Count == 0 && Excluded.Count + ExcludedCategories.Count + ExcludedAuthors.Count > 0;

    /// <summary>The groups a paper must match in a search: quoted or with a prefix. Bare words only rank there (decision 7).</summary>
    public IEnumerable<TermGroup> Required => Groups.Where(group => group.AnyOf.All(term => term.Quoted || term.TitleOnly));

    /// <summary>The groups that only rank in a search.</summary>
    public IEnumerable<TermGroup> Ranking => Groups.Where(group => !group.AnyOf.All(term => term.Quoted || term.TitleOnly));

    /// <summary>As people read it: without the dots that only parsing needs.</summary>
    public string Shown => ToString().Replace(" ·", "", StringComparison.Ordinal);

    public override string ToString() => string.Join(' ', Parts());

    public bool Equals(Query? other) =>
        other is not null
        && Groups.SequenceEqual(other.Groups) && Excluded.SequenceEqual(other.Excluded)
        && Categories.SequenceEqual(other.Categories) && ExcludedCategories.SequenceEqual(other.ExcludedCategories)
        && Authors.SequenceEqual(other.Authors) && ExcludedAuthors.SequenceEqual(other.ExcludedAuthors)
        && Ids.SequenceEqual(other.Ids) && Since == other.Since && Before == other.Before;

    public override int GetHashCode() =>
        HashCode.Combine(Groups.Count, Groups.Aggregate(0, HashCode.Combine), Excluded.Count, Categories.Aggregate(0, HashCode.Combine), Authors.Count, Ids.Count, Since, Before);

    private IEnumerable<string> Parts()
    {
        foreach (var category in Categories)
            yield return Category(category);
        foreach (var group in Groups)
        {
            yield return string.Join(", ", group.AnyOf.Select(Text));

            // A lone dot keeps "since" and a "2025" that came from elsewhere from becoming a date.
            if (group.AnyOf is [.., { Quoted: false, TitleOnly: false } last] && Array.Exists(Leading, word => word.Equals(last.Text, StringComparison.OrdinalIgnoreCase)))
                yield return "·";
        }

        foreach (var term in Excluded)
            yield return "-" + Text(term);
        foreach (var category in ExcludedCategories)
            yield return "-" + Category(category);
        foreach (var author in Authors)
            yield return "by:" + Quoted(author);
        foreach (var author in ExcludedAuthors)
            yield return "-by:" + Quoted(author);
        foreach (var id in Ids)
            yield return "id:" + id;
        if (Since is { } since)
            yield return "since:" + since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (Before is { } before)
            yield return "before:" + before.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Text(Term term) => (term.TitleOnly ? "ti:" : "") + (term.Quoted ? $"\"{term.Text}\"" : term.Text);

    /// <summary>A name as it is typed after a prefix.</summary>
    internal static string Quoted(string name) => name.All(char.IsLetterOrDigit) ? name : $"\"{name}\"";

    /// <summary>A category as it is typed.</summary>
    internal static string Category(string category) => ArxivCategories.TryFind(category, out _) ? category : $"cat:{Quoted(category)}";
}
