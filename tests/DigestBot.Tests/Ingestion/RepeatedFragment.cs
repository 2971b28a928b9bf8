using System.Text;

namespace DigestBot.Tests.Ingestion;

/// <summary>A sample digest file with a fragment repeated in one place: what costs a reader that is not linear its time.</summary>
internal sealed record RepeatedFragment(string Name, string Before, string Fragment, string After)
{
    /// <summary>What nests, what opens and never closes, what is a whole entry, what is nothing: of each format's marks some.</summary>
    public static readonly IReadOnlyList<string> Fragments =
    [
        "<ul><li></z>", "<div><a href=\"https://arxiv.org/abs/2601.00001\">x</a>", "[", "](", "{\"a\":[", "\\{", "- [A title](https://arxiv.org/abs/2601.00001)\n", "\n", "* ** _ ",
        "<item><title>x</title></item>", "@misc{a, title={", "Jr., and A B, ", "> ", "$x_{", "  - ", "&lt;p&gt;", "\\\\\n", "Abstract: a\n\n", "## x\n", "| a | b |\n",
    ];

    /// <summary>How far into a sample, in percent, and whether the line it hits is broken there or the fragment stands on lines of its own.</summary>
    private static readonly (int Percent, bool IsOwnLine)[] Places = [(0, true), (15, false), (40, true), (60, false), (100, true)];

    public static int CountOf(IReadOnlyList<SampleText> samples) => samples.Count * Places.Length * Fragments.Count;

    public static RepeatedFragment Of(IReadOnlyList<SampleText> samples, int number)
    {
        var sample = samples[number % samples.Count];
        var (percent, isOwnLine) = Places[number / samples.Count % Places.Length];
        var fragment = Fragments[number / samples.Count / Places.Length % Fragments.Count];
        var at = (int)((long)sample.Text.Length * percent / 100);
        if (isOwnLine)
            at = sample.Text.LastIndexOf('\n', Math.Max(at - 1, 0)) + 1;
        return new RepeatedFragment($"{Path.GetFileName(sample.File)} at {percent} %, {(isOwnLine ? "own lines" : "in a line")}: {fragment.Trim()}", sample.Text[..at], fragment, sample.Text[at..]);
    }

    /// <summary>About so many characters of it.</summary>
    public byte[] Bytes(int length) => Encoding.UTF8.GetBytes(
        new StringBuilder(Before, Before.Length + length + After.Length).Insert(Before.Length, Fragment, Math.Max(1, length / Fragment.Length)).Append(After).ToString());
}
