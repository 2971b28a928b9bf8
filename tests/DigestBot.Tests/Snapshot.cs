using System.Text;

namespace DigestBot.Tests;

/// <summary>
/// Compares a text with <c>Snapshots/{name}.txt</c>, exactly. <c>UPDATE_SNAPSHOTS=1</c> rewrites the files: read the difference
/// in git before committing it.
/// </summary>
internal static class Snapshot
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    public static void Matches(string name, string actual) => Matches(Repository.PathTo("tests", "DigestBot.Tests", "Snapshots", $"{name}.txt"), actual, Update);

    internal static void Matches(string file, string actual, bool update)
    {
        var text = actual.TrimEnd('\n') + "\n";
        if (update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return;
        }

        if (!File.Exists(file))
            Assert.Fail($"There is no snapshot {Path.GetFileName(file)}. To write it: UPDATE_SNAPSHOTS=1. The text is now:\n{text}");
        var expected = File.ReadAllText(file);
        if (expected != text)
            Assert.Fail($"{Path.GetFileName(file)} differs. If the new text is right: UPDATE_SNAPSHOTS=1.\n{Difference(expected, text)}");
    }

    /// <summary>From the first line that differs to the last, with a line around; what cannot be seen is written as \uXXXX.</summary>
    private static string Difference(string expected, string actual)
    {
        var (was, now) = (expected.Split('\n'), actual.Split('\n'));
        var same = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        var sameEnd = was.Skip(same).Reverse().Zip(now.Skip(same).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        var result = new StringBuilder().AppendLine($"line {same + 1}:");
        if (same > 0)
            result.AppendLine("    " + was[same - 1]);
        foreach (var line in was[same..^sameEnd])
            result.AppendLine("  - " + Visible(line));
        foreach (var line in now[same..^sameEnd])
            result.AppendLine("  + " + Visible(line));
        if (sameEnd > 0)
            result.AppendLine("    " + was[^sameEnd]);
        return result.ToString();
    }

    private static string Visible(string line) =>
        string.Concat(line.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? $"\\u{(int)c:X4}" : c.ToString()))
        + (line.EndsWith(' ') ? "⏎" : "");
}
