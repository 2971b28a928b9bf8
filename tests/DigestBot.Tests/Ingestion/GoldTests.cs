using System.Text.Json;
using System.Text.RegularExpressions;
using DigestBot.Ingestion;
using DigestBot.Papers;

namespace DigestBot.Tests.Ingestion;

/// <summary>The five real digest files, field by field, against truth written down by hand and by two other extractors.</summary>
public sealed partial class GoldTests
{
    [Fact]
    public void Every_field_of_the_daily_Markdown_is_read_as_it_stands()
    {
        var gold = Read(Samples.Gold("004"));
        var digest = Parse("004", "daily-markdown");

        Assert.Empty(digest.Rejected);
        Assert.Empty(digest.Notes);
        Assert.Empty(digest.Repairs);
        Assert.Equal(gold.GetArrayLength(), digest.Entries.Count);
        foreach (var (entry, truth) in digest.Entries.Zip(gold.EnumerateArray()))
        {
            var which = $"entry [{truth.GetProperty("index").GetInt32()}]";
            Equal(which, truth.GetProperty("title").GetString(), entry.Title);
            Equal(which, truth.GetProperty("url").GetString(), entry.Url);
            Equal(which, truth.GetProperty("arxiv_id").GetString(), entry.ArxivId?.Value);
            Equal(which, Texts(truth, "authors"), entry.Authors);
            Equal(which, [truth.GetProperty("section_category").GetString()!], entry.Categories);
            Equal(which, Texts(truth, "abstract_paragraphs"), entry.Abstract);
            foreach (var (field, value) in Fields)
                Equal($"{which} {field}", Expected(truth, field), entry.Summaries.Values.Select(value).SingleOrDefault(text => text is not null));
        }
    }

    [Fact]
    public void Each_summary_field_has_its_own_language()
    {
        var entries = Parse("004", "daily-markdown").Entries;

        Assert.Equal(28, entries.Count(entry => entry.Summaries.Count == 1 && entry.Summaries.ContainsKey("en")));
        Assert.Equal(119, entries.Count(entry => entry.Summaries.Count == 1 && entry.Summaries.ContainsKey("zh")));
        Assert.Equal(2, entries.Count(entry => entry.Summaries.Count == 0));
        var mixed = Assert.Single(entries, entry => entry.Summaries.Count == 2);
        Assert.Equal("2601.18987", mixed.ArxivId?.Value);
        Assert.Equal([true, false, false, false, false], Fields.Select(field => field.Value(mixed.Summaries["en"]) is not null));
        Assert.Equal([false, true, true, true, true], Fields.Select(field => field.Value(mixed.Summaries["zh"]) is not null));
    }

    [Theory]
    [InlineData("000", 1)]
    [InlineData("001", 0)]
    [InlineData("002", 0)]
    [InlineData("003", 0)]
    public void Every_abstract_of_a_list_is_read_as_it_stands(string number, int linesBefore)
    {
        var gold = Read(Samples.Gold(number));
        var digest = Parse(number, "abstract-list");

        Assert.Empty(digest.Rejected);
        Assert.Equal(linesBefore, digest.Notes.Count);
        Assert.Equal(gold.GetArrayLength(), digest.Entries.Count);
        foreach (var (entry, truth) in digest.Entries.Zip(gold.EnumerateArray()))
        {
            Assert.Equal(truth.GetProperty("line").GetInt32(), entry.Line);
            Equal($"line {entry.Line}", Texts(truth, "abstract_paragraphs"), entry.Abstract);
            Assert.Null(entry.Title);
            Assert.Null(entry.ArxivId);
        }
    }

    [Fact]
    public void The_day_of_a_file_without_a_date_is_estimated_from_its_ids()
    {
        var digest = Parse("004", "daily-markdown");

        var day = DigestDay.Of(given: null, digest, Samples.Seed("004"), today: new DateOnly(2026, 11, 20));

        // Its ids are the announcement of 28 January 2026.
        Assert.Equal(DaySource.Ids, day.Source);
        Assert.InRange(day.Day, new DateOnly(2026, 1, 25), new DateOnly(2026, 1, 31));
    }

    private static readonly (string Field, Func<Summary, string?> Value)[] Fields =
    [
        ("tldr", summary => summary.Tldr), ("motivation", summary => summary.Motivation), ("method", summary => summary.Method),
        ("result", summary => summary.Result), ("conclusion", summary => summary.Conclusion),
    ];

    private static ParsedDigest Parse(string number, string format)
    {
        var text = DigestText.Decode(File.ReadAllBytes(Samples.Seed(number)), "seed.txt");
        Assert.NotNull(text);
        var found = DigestFormats.Detect(text);
        Assert.Equal(format, found?.Name);
        return found!.Parse(text);
    }

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("entries");

    private static string? Expected(JsonElement truth, string field) =>
        Texts(truth, "summary_failed").Contains(field)
            ? null
            : truth.GetProperty(field).GetString();

    private static IReadOnlyList<string> Texts(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    private static void Equal(string which, string? expected, string? actual) => Assert.Equal((which, Fold(expected)), (which, Fold(actual)));

    private static void Equal(string which, IReadOnlyList<string> expected, IReadOnlyList<string> actual) =>
        Assert.Equal((which, string.Join("\n", expected.Select(Fold))), (which, string.Join("\n", actual.Select(Fold))));

    private static string? Fold(string? text) => text is null ? null : WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
