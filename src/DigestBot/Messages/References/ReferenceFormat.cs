using DigestBot.Papers;

namespace DigestBot.Messages.References;

/// <summary>A format for lists of references: what its name is, and papers as text in it.</summary>
public sealed record ReferenceFormat(string Name, Func<IReadOnlyList<Paper>, string> Write)
{
    public static readonly IReadOnlyList<ReferenceFormat> All =
        [new("bibtex", BibTex.Of), new("ris", Ris.Of), new("json", CslJson.Of), new("markdown", MarkdownList.Of), new("csv", papers => Sheet.Of(papers, ',')) { Offered = false }, new("tsv", papers => Sheet.Of(papers, '\t')) { Offered = false }];

    /// <summary>As a button; the others are for those who ask.</summary>
    public bool Offered { get; init; } = true;


    /// <summary>By its name or one people use for it.</summary>
    public static ReferenceFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name.ToLowerInvariant() switch
    {
        "bib" or "latex" => "bibtex",
        "md" => "markdown",
        "csl" => "json",
        var other => other,
    });

    /// <summary>When it appeared: as a bibliography says, else by its arXiv id, else its first day in a digest file.</summary>
    internal static (int Year, int? Month) Appeared(Paper paper) => paper.Publication?.Year is { } year ? (year, paper.Publication.Month)
        : paper.ArxivId?.IssuedIn is { } issued ? (issued.Year, issued.Month) : (paper.Day.Year, paper.Day.Month);

    internal static string Title(Paper paper) => PaperCard.Title(paper);

    /// <summary>Family name, given name and what follows both (Jr.); only a family name for groups and names of one word.</summary>
    internal static (string Family, string? Given, string? Suffix) NameOf(string author)
    {
        if (author.Contains(',') || author.Contains(" and ", StringComparison.OrdinalIgnoreCase))
            return (author, null, null);
        var (family, given) = ShortAuthors.Split(author);
        return family.LastIndexOf(' ') is var end and > 0 && ShortAuthors.IsSuffix(family[(end + 1)..])
            ? (family[..end].TrimEnd(','), given, family[(end + 1)..])
            : (family, given, null);
    }
}
