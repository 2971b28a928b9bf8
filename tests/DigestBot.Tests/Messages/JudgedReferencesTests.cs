using System.Text.Json;
using DigestBot.Messages;
using DigestBot.Messages.References;
using DigestBot.Papers;

namespace DigestBot.Tests.Messages;

/// <summary>What we export as read by parsers that are not ours: Better BibTeX's and Citation.js's.</summary>
public sealed class JudgedReferencesTests
{
    /// <summary>Titles as digests have them, and as a reader of the reference must get them.</summary>
    private static readonly (string Title, string Read)[] Titles =
    [
        ("100% of R&D in #1_place ~ a^b", "100% of R&D in #1_place ~ a^b"),
        ("Unbalanced } brace { and \"quotes\", 50 $ each", "Unbalanced } brace { and \"quotes\", 50 $ each"),
        ("<b>Tags</b> | pipes > arrows", "<b>Tags</b> | pipes > arrows"),
        ("论文：大模型的“推理”能力 — ünïcode", "论文：大模型的“推理”能力 — ünïcode"),
        ("Bounds of $n^2$ and $x_1$", "Bounds of n² and x₁"),
        (@"{\'E}lise's \emph{first} theorem", "Élise's <i>first</i> theorem"),
        ("@misc{fake, title = {Injected}}", "@misc{fake, title = {Injected}}"),
        ("ER  - and TY  - JOUR", "ER - and TY - JOUR"),
        ("A title that ends with a backslash \\", "A title that ends with a backslash \\"),
    ];

    private static readonly (string Author, string[] Read)[] Authors =
    [
        ("John von Neumann", ["von Neumann", "John", ""]), ("Laurens van der Maaten", ["van der Maaten", "Laurens", ""]), ("Martin Luther King Jr.", ["King", "Martin Luther", "Jr."]),
        ("Élise Dupont", ["Dupont", "Élise", ""]), ("DeepSeek-AI Team", ["DeepSeek-AI Team"]), ("张三", ["张三"]), ("Jean-Luc O'Brien", ["O'Brien", "Jean-Luc", ""]), ("Smith and Sons", ["Smith and Sons"]),
    ];

    private static readonly IReadOnlyList<Paper> Papers =
    [
        .. Titles.Select((title, i) => PaperSamples.Paper($"2601.{i + 1:D5}") with
        {
            Title = title.Title,
            Authors = i == 0 ? [.. Authors.Select(author => author.Author)] : i == 1 ? [.. Enumerable.Range(0, 100).Select(n => $"Ann Lee{Letters(n)}")] : [],
            Abstract = ["First line.\nER  - \nTY  - JOUR\nTI  - Another", "Second & last."],
        }),
    ];

    [Fact]
    public async Task BibTeX_is_read_as_the_papers_are()
    {
        var (errors, read) = await ReadAsync("bibtex", BibTex.Of(Papers));

        Assert.Empty(errors);
        Assert.Equal(Titles.Select(title => title.Read), read.Select(reference => reference.Title.Normalize()));
        Assert.Equal(Papers.Count, read.Select(reference => reference.Key).Distinct().Count());
        Same(read);
    }

    [Fact]
    public async Task RIS_is_read_as_the_papers_are()
    {
        var (_, read) = await ReadAsync("ris", Ris.Of(Papers));

        Assert.Equal(Papers.Select(paper => PaperCard.Title(paper).Replace("  ", " ")), read.Select(reference => reference.Title));
        Assert.All(read, reference => Assert.Equal("First line. ER - TY - JOUR TI - Another Second & last.", reference.Abstract));
        Same(read);
    }

    private static string Letters(int number) => $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";

    private static void Same(IReadOnlyList<Reference> read)
    {
        Assert.Equal(Authors.Select(author => author.Read.Where(part => part.Length > 0)), read[0].Authors.Select(author => author.Where(part => part.Length > 0)));
        Assert.Equal(Enumerable.Range(0, 100).Select(n => $"Lee{Letters(n)}, Ann"), read[1].Authors.Select(author => $"{author[0]}, {author[1]}"));
        Assert.All(read, reference => Assert.Equal(2026, reference.Year));
        Assert.Equal(Papers.Select(paper => paper.Link), read.Select(reference => reference.Url));
    }

    private static async Task<(IReadOnlyList<string> Errors, IReadOnlyList<Reference> References)> ReadAsync(string kind, string text)
    {
        var judges = await Judges.RequireAsync("references");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            var (exit, output) = await Judges.NodeAsync(judges, "read.mjs", kind, file);
            Assert.True(exit == 0, output);
            var said = JsonSerializer.Deserialize<Reading>(output, JsonSerializerOptions.Web)!;
            return (said.Errors, said.References);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed record Reading(IReadOnlyList<string> Errors, IReadOnlyList<Reference> References);

    private sealed record Reference(string? Key, string Title, IReadOnlyList<string[]> Authors, int Year, string Url, string? Abstract);
}
