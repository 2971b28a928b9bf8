using System.Text;
using DigestBot.Papers;

namespace DigestBot.Tests;

/// <summary>Digest files and entries as people get them, made small.</summary>
internal static class DigestFiles
{
    private static readonly string[] Words =
    [
        "graph", "agents", "reward", "policy", "language", "retrieval", "tokens", "credit", "pivot", "search", "memory", "planning", "vision", "speech",
        "sparse", "latent", "robust", "causal", "prompt", "kernel",
    ];

    /// <summary>Long enough for a fingerprint and like no other seed's.</summary>
    public static string Abstract(int seed)
    {
        var text = new StringBuilder($"Study number {seed} asks");
        for (var i = 0; text.Length < 420; i++)
            text.Append(' ').Append(Words[((seed * 7) + (i * (seed + 3))) % Words.Length]).Append((i * seed) % 97);
        return text.Append('.').ToString();
    }

    public static Entry Entry(string? id, string? title = null, string? text = null, string category = "cs.CL", int? version = null, string author = "Ann Author") => new(1)
    {
        ArxivId = id is not null && ArxivId.TryParse(id, out var parsed) ? parsed : null,
        Version = version,
        Title = title,
        Authors = title is null ? [] : [author],
        Categories = title is null && id is null ? [] : [category],
        Abstract = text is null ? [] : [text],
    };

    /// <summary>A day's Markdown as daily-arXiv-ai-enhanced writes it today, one section a category.</summary>
    public static string Daily(params Listed[] papers)
    {
        var text = new StringBuilder("<div id=toc></div>\n\n# Table of Contents\n\n");
        foreach (var section in papers.GroupBy(paper => paper.Category))
            text.Append($"- [{section.Key}](#{section.Key}) [Total: {section.Count()}]\n");
        var index = 0;
        foreach (var section in papers.GroupBy(paper => paper.Category))
        {
            text.Append($"\n\n<div id='{section.Key}'></div>\n\n# {section.Key} [[Back]](#toc)\n");
            foreach (var paper in section)
                text.Append(Entry(++index, paper));
        }

        return text.ToString();
    }

    /// <summary>One abstract a line, without titles.</summary>
    public static string AbstractList(params string[] abstracts) => string.Join('\n', abstracts.Select(text => $"Abstract:{text}"));

    private static string Entry(int index, Listed paper) =>
        $"""

        ### [{index}] [{paper.Title}]({paper.Link})
        *{paper.Authors}*

        Main category: {paper.Category}

        TL;DR: {paper.Tldr}


        <details>
          <summary>Details</summary>
        Motivation: {paper.Tldr}

        Method: {paper.Tldr}

        Result: {paper.Tldr}

        Conclusion: {paper.Tldr}

        Abstract: {paper.Abstract}

        </details>


        """;
}

/// <summary>An entry of <see cref="DigestFiles.Daily"/>; an id, or a whole link.</summary>
internal sealed record Listed(string Id, string Title, string Category = "cs.CL", string? Tldr = null, string? Text = null, string Authors = "Ann Author,Bo Writer")
{
    /// <summary>Each its own: what stands beside many papers is about none.</summary>
    public string Tldr { get; init; } = Tldr ?? $"A short summary, {Id[^Math.Min(5, Id.Length)..]}.";

    public string Link => Id.Contains("://", StringComparison.Ordinal) ? Id : $"https://arxiv.org/abs/{Id}";

    public string Abstract => Text ?? $"About {Title.ToLowerInvariant()}: what it is and why it matters.";
}
