using System.Text.RegularExpressions;

namespace DigestBot.Tests;

/// <summary>The house's rules: who may use whom, how big a file may grow, what no folder is called.</summary>
public sealed partial class HouseTests
{
    private static readonly Dictionary<string, int> Ranks = new(StringComparer.Ordinal)
    {
        ["Data"] = 1,
        ["Papers"] = 2,
        ["Messages"] = 3,
        ["Channels"] = 4,
        ["Subscriptions"] = 5,
        ["Taste"] = 5,
        ["Ingestion"] = 6,
        ["Delivery"] = 7,
        ["Digests"] = 8,
        ["Commands"] = 9,
        ["Scheduling"] = 10,
    };

    private static readonly string[] Drawers = ["Utils", "Helpers", "Common", "Models", "Services", "Managers", "Infrastructure"];

    private static readonly string Product = Repository.PathTo("src", "DigestBot");

    [Fact]
    public void A_folder_uses_only_folders_of_smaller_rank()
    {
        var files = Repository.Files(Product, "*.cs").ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => UsesUpwards(Path.GetRelativePath(Product, file), File.ReadAllText(file))));
    }

    [Fact]
    public void Every_folder_of_the_product_has_a_rank() =>
        Assert.Empty(Directory.EnumerateDirectories(Product).Select(Path.GetFileName).Except([.. Ranks.Keys, "bin", "obj"]));

    [Fact]
    public void Only_Scheduling_mentions_the_scheduler() =>
        Assert.Empty(Repository.Files(Repository.PathTo("src"), "*.cs")
            .Select(file => (Path: Path.GetRelativePath(Repository.PathTo("src"), file), Text: File.ReadAllText(file)))
            .Where(file => !file.Path.StartsWith(Path.Combine("DigestBot", "Scheduling"), StringComparison.Ordinal) && MentionsScheduler(file.Text))
            .Select(file => file.Path));

    [Fact]
    public void No_file_is_longer_than_500_lines() =>
        Assert.Empty(new[] { "src", "tests" }
            .SelectMany(top => Repository.Files(Repository.PathTo(top), "*.cs"))
            .Where(file => File.ReadLines(file).Count() > 500)
            .Select(file => Path.GetRelativePath(Repository.Root, file)));

    [Fact]
    public void No_folder_is_a_drawer() =>
        Assert.Empty(new[] { "src", "tests" }
            .SelectMany(top => Directory.EnumerateDirectories(Repository.PathTo(top), "*", SearchOption.AllDirectories))
            .Where(folder => !folder.Split('/', '\\').Any(part => part is "bin" or "obj")
                && Drawers.Any(drawer => Path.GetFileName(folder).Split('.').Contains(drawer, StringComparer.OrdinalIgnoreCase)))
            .Select(folder => Path.GetRelativePath(Repository.Root, folder)));

    [Theory]
    [InlineData("Papers/Paper.cs", "using DigestBot.Messages;\n", true)]
    [InlineData("Papers/Search/Query.cs", "global using DigestBot.Digests.Something;\n", true)]
    [InlineData("Messages/PaperCard.cs", "using static DigestBot.Commands.Verbs;\n", true)]
    [InlineData("Messages/PaperCard.cs", "using Verbs = DigestBot.Commands.Verbs;\n", true)]
    [InlineData("Messages/PaperCard.cs", "var x = new DigestBot.Channels.IncomingMessage();\n", true)]
    [InlineData("Messages/PaperCard.cs", "var x = new global::DigestBot.Channels.IncomingMessage();\n", true)]
    [InlineData("Data/Database.cs", "using DigestBot.Papers;\n", true)]
    [InlineData("Messages/PaperCard.cs", "using DigestBot.Papers;\nnamespace DigestBot.Messages;\n", false)]
    [InlineData("Messages/PaperCard.cs", "// later shown by DigestBot.Commands.Card\n", false)]
    [InlineData("Scheduling/Jobs.cs", "using DigestBot.Commands;\nusing DigestBot.Digests;\n", false)]
    public void The_rank_rule_sees_every_way_to_reach_up(string path, string text, bool reachesUp) =>
        Assert.Equal(reachesUp, UsesUpwards(path, text).Any());

    [Theory]
    [InlineData("using Hangfire;", true)]
    [InlineData("// Hangfire runs this", true)]
    [InlineData("services.AddHangfireServer();", true)]
    [InlineData("var hang = fire;", false)]
    public void The_scheduler_rule_sees_a_mention(string text, bool mentions) => Assert.Equal(mentions, MentionsScheduler(text));

    private static IEnumerable<string> UsesUpwards(string path, string text)
    {
        var folder = FolderOf(path);
        var rank = Ranks.GetValueOrDefault(folder);
        return Mention().Matches(Comment().Replace(text, ""))
            .Select(match => match.Groups["folder"].Value)
            .Where(used => Ranks.TryGetValue(used, out var other) && other > rank)
            .Distinct()
            .Select(used => $"{path} ({folder}, {rank}) uses {used} ({Ranks[used]})");
    }

    private static string FolderOf(string path) => path.Split('/', '\\')[0];

    private static bool MentionsScheduler(string text) => Scheduler().IsMatch(text);

    [GeneratedRegex(@"\bDigestBot\.(?<folder>[A-Za-z]+)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Mention();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex("Hangfire")]
    private static partial Regex Scheduler();
}
