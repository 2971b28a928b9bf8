using System.Text;
using DigestBot.Ingestion;
using DigestBot.Papers;

namespace DigestBot.Tests.Ingestion;

/// <summary>
/// A sample digest file damaged inside some of its entries, the same for the same seed. Damage stays within lines, so what it can touch is known:
/// the entries it hits, and their neighbours (what was a head continues the entry above). Every other entry has to come out as it was.
/// </summary>
internal sealed class SampleMutation
{
    // What has a meaning in some format, and what has none in any.
    private static readonly string[] Tokens =
    [
        "</details>", "<details>", "### [9] [x](y)", "# ", "## ", "#### [new 009] x", "---", "@misc{", "{", "}", "[", "]", "(", ")", "\"", "'", "\\", "\\\\", "|", "*", "**", "$",
        "<item>", "</item>", "<entry>", "<!--", "-->", "<![CDATA[", "]]>", "&", "<", ">", "TY  - JOUR", "ER  - ", "Abstract:", "**Authors**:", "\n", "\n\n", "\r", "\t", "\0", "\b", "\uFEFF",
        "\u202E", "é", "漢", "😀", "arXiv:2601.00001", "https://arxiv.org/abs/2601.00001", ",", ";", "{'a': ", "null", "0", "\\u00", "\\n", "\uD800",
    ];

    private SampleMutation(string name, byte[] bytes, IReadOnlyList<Entry> untouched) => (Name, Bytes, Untouched) = (name, bytes, untouched);

    public string Name { get; }

    public byte[] Bytes { get; }

    public IReadOnlyList<Entry> Untouched { get; }

    /// <param name="original">What the sample holds undamaged.</param>
    public static SampleMutation Of(string name, string sample, ParsedDigest original, int seed)
    {
        var random = new Random(seed);
        var lines = sample.Split('\n');
        int[] starts = [.. original.Entries.Select(entry => entry.Line)];
        var hit = new HashSet<int>();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var entry = random.Next(starts.Length);
            var from = Math.Clamp(starts[entry], 1, lines.Length);
            var to = Math.Clamp(entry + 1 < starts.Length ? starts[entry + 1] - 1 : lines.Length, from, lines.Length);
            var line = random.Next(from, to + 1) - 1;
            lines[line] = Damage(lines[line], random);
            hit.Add(entry);
        }

        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        // A broken byte inside a damaged line now and then.
        if (random.Next(10) == 0 && bytes.Length > 0)
        {
            var entry = hit.First();
            var line = string.Join('\n', lines.Take(starts[entry] - 1)).Length;
            var at = Math.Clamp(Encoding.UTF8.GetByteCount(string.Join('\n', lines)[..Math.Min(line + 2, bytes.Length)]), 0, bytes.Length - 1);
            if (bytes[at] != '\n')
                bytes[at] = 0xC3;
        }

        return new SampleMutation(
            name, bytes, [.. original.Entries.Where((_, index) => !hit.Any(near => Math.Abs(near - index) <= 1 || starts[near] == starts[index]))]);
    }

    /// <summary>The first untouched entry that did not come out as it was; null where all did.</summary>
    public Entry? Lost(IReadOnlyList<Entry> entries) => Untouched.FirstOrDefault(entry => !entries.Any(other => Same(entry, other)));

    private static bool Same(Entry left, Entry right) =>
        left.ArxivId == right.ArxivId && left.Title == right.Title && left.Authors.SequenceEqual(right.Authors) && left.Abstract.SequenceEqual(right.Abstract);

    private static string Damage(string line, Random random)
    {
        var at = random.Next(line.Length + 1);
        var length = Math.Min(random.Next(1, 30), line.Length - at);
        return random.Next(6) switch
        {
            0 => line.Remove(at, length),
            1 => line[..at],
            2 => line.Insert(at, line.Substring(at, length)),
            3 => line.Insert(at, new string("[{(<\"'\\*|"[random.Next(9)], random.Next(1, 2_000))),
            4 => line.Remove(at, length).Insert(at, Tokens[random.Next(Tokens.Length)]),
            _ => line.Insert(at, Tokens[random.Next(Tokens.Length)]),
        };
    }
}
