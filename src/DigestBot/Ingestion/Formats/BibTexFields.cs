using System.Text;
using System.Text.RegularExpressions;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// The fields of one entry: <c>name = {value}</c>, <c>name = "value"</c>, <c>name = 2026</c>, <c>name = macro # " and more"</c>, parted by commas. Braces are counted, never followed.
/// Where one is never closed, a value ends before what looks like the next field.
/// </summary>
/// <param name="entry">Behind its opening brace.</param>
/// <param name="macros">By <c>@string</c>.</param>
internal sealed partial class BibTexFields(string entry, IReadOnlyDictionary<string, string> macros)
{
    private const int LongestName = 40;
    private readonly bool _isOpen = IsOpen(entry);

    /// <summary>Values inside values that are never closed would be gone through again and again.</summary>
    private long _left = 20L * entry.Length;

    /// <summary>A comma between two fields was missing.</summary>
    public bool LacksComma { get; private set; }

    /// <summary>A brace or quote was never closed.</summary>
    public bool LacksBrace { get; private set; }

    public IEnumerable<(string Name, string Value)> Read(int at)
    {
        while (at < entry.Length)
        {
            var equals = entry.IndexOf('=', at);
            if (equals < 0)
                yield break;
            var name = entry[at..equals].Trim(' ', '\n', '\t', ',', '\r', '}').ToLowerInvariant();
            at = equals + 1;
            var value = new StringBuilder();
            var closed = Value(ref at, value);
            if (name.Length is > 0 and < LongestName && name.AsSpan().IndexOfAny(" {}\n") < 0)
                yield return (name, value.ToString().Trim());
            if (!closed)
                yield break;
            at = Next(at);
        }
    }

    /// <summary>Where the next field begins.</summary>
    private int Next(int at)
    {
        at = Blank(at);
        if (at >= entry.Length || entry[at] == ',')
            return at;
        if (Field().Match(entry, at) is { Success: true } field && field.Index == at)
        {
            LacksComma = true;
            return at;
        }

        // A closing brace ends the entry, unless a field follows it.
        if (entry[at] == '}')
        {
            var behind = Blank(at + 1);
            return behind < entry.Length && entry[behind] == ',' && Field().Match(entry, Blank(behind + 1)) is { Success: true } next && next.Index == Blank(behind + 1) ? behind : entry.Length;
        }

        while (at < entry.Length && entry[at] is not (',' or '='))
            at++;
        return at;
    }

    private int Blank(int at)
    {
        while (at < entry.Length && char.IsWhiteSpace(entry[at]))
            at++;
        return at;
    }

    private bool Value(ref int at, StringBuilder value)
    {
        while (true)
        {
            at = Blank(at);
            if (!Part(ref at, value))
                return false;
            var next = Blank(at);
            if (next >= entry.Length || entry[next] != '#')
                return true;
            at = next + 1;
        }
    }

    private bool Part(ref int at, StringBuilder value)
    {
        if (at >= entry.Length)
            return false;
        if (entry[at] is not ('{' or '"'))
        {
            var end = entry.AsSpan(at).IndexOfAny(",}\n#");
            var word = (end < 0 ? entry[at..] : entry.Substring(at, end)).Trim();
            value.Append(macros.GetValueOrDefault(word, word));
            at = end < 0 ? entry.Length : at + end;
            return true;
        }

        var start = ++at;
        var end2 = _left > 0 ? End(start, entry[start - 1] == '"') : -1;
        _left -= (end2 < 0 ? entry.Length : end2) - start;
        if (_isOpen && FieldWithin(start, end2 < 0 ? entry.Length : end2) is { } cut)
        {
            LacksBrace = true;
            value.Append(entry, start, cut - start);
            at = cut;
            return true;
        }

        LacksBrace |= end2 < 0;
        var stop = end2 < 0 ? entry.Length : end2;
        value.Append(entry, start, stop - start);
        at = Math.Min(entry.Length, stop + 1);
        return end2 >= 0;
    }

    /// <summary>The brace or quote that closes a value; -1 where none does.</summary>
    private int End(int at, bool quoted)
    {
        var depth = quoted ? 0 : 1;
        for (; at < entry.Length; at++)
        {
            switch (entry[at])
            {
                case '\\':
                    at++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}':
                    depth--;
                    break;
                case '"' when quoted && depth <= 0:
                    return at;
            }

            if (!quoted && depth == 0)
                return at;
        }

        return -1;
    }

    /// <summary>The comma before a field that stands inside an unclosed brace.</summary>
    private int? FieldWithin(int start, int end)
    {
        var depth = 1;
        var at = start;
        for (var comma = Comma().Match(entry, start, end - start); comma.Success; comma = comma.NextMatch())
        {
            for (; at < comma.Index; at++)
                depth += entry[at] switch { '{' => 1, '}' => -1, _ => 0 };
            // One more than the value's own: it is this one that is never closed, or the value's own is.
            if (depth >= 1)
                return comma.Index;
        }

        return null;
    }

    private static bool IsOpen(string entry)
    {
        var depth = 1;
        for (var i = 0; i < entry.Length && depth > 0; i++)
        {
            if (entry[i] == '\\')
                i++;
            else
                depth += entry[i] switch { '{' => 1, '}' => -1, _ => 0 };
        }

        return depth > 0;
    }

    [GeneratedRegex(@"\G[A-Za-z][A-Za-z0-9_-]{0,38}\s*=\s*[{""0-9A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex(@"(?:,|\})\s*[A-Za-z][A-Za-z0-9_-]{1,38}\s*=\s*[{""0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Comma();
}
