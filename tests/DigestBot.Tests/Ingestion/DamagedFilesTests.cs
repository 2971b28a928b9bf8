using System.Text;
using DigestBot.Ingestion;
using DigestBot.Ingestion.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Ingestion;

/// <summary>
/// Whatever happened to a file on its way: the reader never throws, every entry that begins is an entry or is rejected, and the order stays.
/// A failure prints the numbers that damage the file and FsCheck's seed.
/// </summary>
public sealed class DamagedFilesTests
{
    private const int Runs = 150;
    private const string ControlCharacters = "\0\b\t\v\f\r\u001B\u0085";

    [Fact]
    public void No_entry_of_a_damaged_daily_Markdown_is_lost() => Check("2026-11-19-daily.md", "004", damaged =>
    {
        var digest = new DailyMarkdownFormat().Parse(DigestText.FromString(damaged));
        var lines = Clean(damaged);

        // With a bracket it is an entry for certain; a bare heading is one unless it stands inside a summary.
        var certain = lines.Count(line => line.StartsWith("### ", StringComparison.Ordinal) && line.Contains('[', StringComparison.Ordinal));
        var possible = lines.Count(line => line.StartsWith("### ", StringComparison.Ordinal));
        var read = digest.Entries.Count + digest.Rejected.Count;
        return read >= certain && read <= possible && InOrder(digest)
            && digest.Entries.All(entry => lines[entry.Line - 1].StartsWith("### ", StringComparison.Ordinal) && (entry.ArxivId ?? (object?)entry.Title) is not null);
    });

    [Fact]
    public void No_entry_of_a_damaged_abstract_list_is_lost() => Check("lab-abstracts.txt", "000", damaged =>
    {
        var digest = new AbstractListFormat().Parse(DigestText.FromString(damaged));

        return digest.Entries.Count + digest.Rejected.Count == Clean(damaged).Count(line => line.StartsWith("Abstract:", StringComparison.Ordinal))
            && InOrder(digest)
            && digest.Entries.All(entry => entry.Abstract.Count > 0);
    });

    [Fact]
    public void Any_text_at_all_is_read_without_an_exception()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            foreach (var start in (string[])["", "### [1] [", "### [1] [T](https://arxiv.org/abs/2601.00001)\n*", "Abstract:", "# ", "- ["])
            {
                var file = DigestText.FromString(start + text);
                DigestFormats.Detect(file);
                foreach (var format in DigestFormats.All)
                    InOrder(format.Parse(file));
            }

            return true;
        });

        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);
    }

    private static void Check(string own, string real, Func<string, bool> holds)
    {
        List<string> files = [File.ReadAllText(Samples.Own(own))];
        if (Samples.Folder is not null)
            files.Add(File.ReadAllText(Samples.Seed(real)));

        var damages = Gen.Choose(0, int.MaxValue - 1).ListOf().Where(list => list.Count is > 0 and < 40).ToArbitrary();
        foreach (var file in files)
        {
            var property = Prop.ForAll(damages, numbers => holds(Damage(file, [.. numbers])));
            FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs), property);
        }
    }

    /// <summary>Each number is one damage: its kind, and where.</summary>
    private static string Damage(string file, IReadOnlyList<int> numbers)
    {
        var text = new StringBuilder(file);
        foreach (var number in numbers)
        {
            if (text.Length == 0)
                break;
            var where = (int)((long)number * 7_919 % text.Length);
            switch (number % 8)
            {
                case 0:
                    text.Remove(where, Math.Min(1 + (number % 37), text.Length - where));
                    break;
                case 1 when number % 5 == 0:
                    text.Length = where;
                    break;
                case 2:
                    text.Insert(where, ControlCharacters[number % ControlCharacters.Length]);
                    break;
                case 3:
                    text = Lines(text, lines => (lines[where % lines.Length], lines[number % lines.Length]) = (lines[number % lines.Length], lines[where % lines.Length]));
                    break;
                case 4:
                    text = Lines(text, lines => lines[where % lines.Length] = "");
                    break;
                case 5:
                    text = Lines(text, lines => lines[where % lines.Length] += "\n" + lines[number % lines.Length]);
                    break;
                case 6 when number % 7 == 0:
                    text.Replace("\n", "\r\n");
                    break;
                default:
                    text.Insert(where, "#[]()*\n$"[number % 8]);
                    break;
            }
        }

        return text.ToString();
    }

    private static StringBuilder Lines(StringBuilder text, Action<string[]> change)
    {
        var lines = text.ToString().Split('\n');
        change(lines);
        return new StringBuilder(string.Join('\n', lines));
    }

    // What the reader's promise counts on: control characters gone, white ones a blank.
    private static List<string> Clean(string text) =>
        [.. text.TrimStart('\uFEFF').Split('\n')
            .Select(line => line.EndsWith('\r') ? line[..^1] : line)
            .Select(line => string.Concat(line.Select(c => c is '\t' or '\r' or '\f' or '\v' or '\u0085' ? " " : char.IsControl(c) ? "" : c.ToString())))];

    private static bool InOrder(ParsedDigest digest)
    {
        int[] entries = [.. digest.Entries.Select(entry => entry.Line)];
        int[] rejected = [.. digest.Rejected.Select(note => note.Line)];
        return entries.SequenceEqual(entries.Order()) && rejected.SequenceEqual(rejected.Order()) && entries.Concat(rejected).Distinct().Count() == entries.Length + rejected.Length;
    }
}
