using System.Text.RegularExpressions;

namespace DigestBot.Tests;

/// <summary>SQL sits with its feature: a table is written in one place, so that what holds of it can be read there.</summary>
public sealed partial class TablesTests
{
    [Fact]
    public void Every_table_is_written_in_one_folder_only()
    {
        var product = Repository.PathTo("src");
        var writes = Repository.Files(product, "*.cs")
            .Where(file => Path.GetFileName(file) != "Simulation.cs" && !file.Contains("/Commands/", StringComparison.Ordinal))
            .SelectMany(file => Write().Matches(File.ReadAllText(file)).Select(match => (Table: match.Groups["table"].Value, Folder: Top(product, file))))
            .Distinct()
            .ToLookup(write => write.Table, write => write.Folder);

        Assert.NotEmpty(writes);
        Assert.Empty(writes.Where(table => table.Count() > 1).Select(table => $"{table.Key}: {string.Join(", ", table)}"));
    }

    private static string Top(string product, string file)
    {
        var parts = Path.GetRelativePath(product, file).Split('/', '\\');
        return parts.Length > 2 ? $"{parts[0]}/{parts[1]}" : parts[0];
    }

    [GeneratedRegex(@"\b(?:INSERT(?: OR [A-Z]+)? INTO|DELETE FROM|UPDATE(?: OR [A-Z]+)?) (?!SET\b)(?<table>[a-z_]+)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Write();
}
