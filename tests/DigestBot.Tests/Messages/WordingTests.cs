using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

public sealed partial class WordingTests
{
    private static readonly string[] Files = ["Strings.restext", "Strings.zh-Hans.restext"];

    [Fact]
    public void Both_languages_have_the_same_keys() => Assert.Equal(Read(Files[0]).Keys, Read(Files[1]).Keys);

    [Fact]
    public void Both_languages_have_the_same_placeholders()
    {
        var chinese = Read(Files[1]);

        Assert.All(Read(Files[0]), text => Assert.Equal(Placeholders(text.Value), Placeholders(chinese[text.Key])));
    }

    [Fact]
    public void Every_text_is_a_valid_format() =>
        Assert.All(Files.SelectMany(Read), text => Assert.NotEqual("", string.Format(CultureInfo.InvariantCulture, text.Value, [.. Enumerable.Range(1, 10).Cast<object>()])));

    [Fact]
    public void Every_text_reaches_its_reader()
    {
        var expected = Read(Files[1]);
        var actual = Strings.ResourceManager.GetResourceSet(CultureInfo.GetCultureInfo("zh-CN"), createIfNotExists: true, tryParents: true)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);

        Assert.Equal(expected.OrderBy(e => e.Key, StringComparer.Ordinal), actual.OrderBy(e => e.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_text_is_used()
    {
        var code = string.Concat(Repository.Files(Repository.PathTo("src"), "*.cs").Select(File.ReadAllText));

        Assert.DoesNotContain(Read(Files[0]).Keys, key => !IsOfAVerb(key) && !Regex.IsMatch(code, $@"Strings\.{key}\b"));
    }

    [Fact]
    public void Keys_are_grouped_by_prefix_and_sorted() => Assert.All(Files, file =>
    {
        var keys = Read(file).Keys.ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    });

    /// <summary>Found by the verb's name.</summary>
    private static bool IsOfAVerb(string key) => key.Split('_')[0] is "Help" or "HelpMore" or "Verb";

    private static Dictionary<string, string> Read(string file) =>
        File.ReadAllLines(Repository.PathTo("src", "DigestBot", "Messages", "Wording", file))
            .Where(line => line.Length > 0 && line[0] is not ('#' or ';'))
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);

    private static List<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{[0-9][^}]*\}")]
    private static partial Regex Placeholder();
}
