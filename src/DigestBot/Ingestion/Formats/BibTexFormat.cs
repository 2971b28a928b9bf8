using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace DigestBot.Ingestion.Formats;

/// <summary>BibTeX and BibLaTeX, as reference managers and converters write them. An entry ends where its braces close, or where the next begins.</summary>
internal sealed partial class BibTexFormat : IDigestFormat
{
    private const int LinesLookedAt = 500;
    private const int LinesToField = 5;
    private const int LongestType = 30;
    private static readonly string[] NoEntries = ["comment", "preamble", "string"];

    // Others are taken where a key stands behind the brace: "@media (…)" is CSS.
    private static readonly FrozenSet<string> Known = new[]
    {
        "article", "book", "booklet", "collection", "conference", "dataset", "electronic", "inbook", "incollection", "inproceedings", "manual", "mastersthesis", "misc", "online",
        "patent", "phdthesis", "proceedings", "report", "software", "techreport", "thesis", "unpublished", "www", "comment", "preamble", "string",
    }.ToFrozenSet(StringComparer.Ordinal);

    public string Name => "bibtex";

    public bool MayBeEmpty => true;

    public int Confidence(DigestText text)
    {
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            if (TypeAt(text.Line(i)) is { } type && Enumerable.Range(i, Math.Min(LinesToField, text.LineCount - i)).Any(line => text.Line(line).Contains('=')))
                return NoEntries.Contains(type) ? 80 : 95;
        }

        return 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        var macros = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < text.LineCount; i++)
        {
            if (TypeAt(text.Line(i)) is not { } type)
                continue;
            var end = i + 1;
            while (end < text.LineCount && TypeAt(text.Line(end)) is null)
                end++;
            var entry = string.Join('\n', Enumerable.Range(i, end - i).Select(number => text.Line(number).ToString()));
            entry = entry[(entry.IndexOfAny(['{', '(']) + 1)..];
            if (type == "string")
            {
                foreach (var (name, value) in new BibTexFields(entry, macros).Read(0))
                    macros[name] = value;
            }
            else if (!NoEntries.Contains(type))
            {
                list.Add(BibTexEntry.Read(type, entry, i + 1, macros));
            }

            i = end - 1;
        }

        return list.ToDigest(Name);
    }

    private static string? TypeAt(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        if (text.IsEmpty || text[0] != '@')
            return null;
        var end = text.IndexOfAny('{', '(');
        var type = end < 2 ? default : text[1..end].Trim();
        if (type.IsEmpty || type.Length > LongestType || type.IndexOfAnyExceptInRange('A', 'z') >= 0)
            return null;
        var name = type.ToString().ToLowerInvariant();
        return Known.Contains(name) || Key().IsMatch(text[(end + 1)..]) ? name : null;
    }

    [GeneratedRegex(@"^\s*[^\s,={}()""]{1,200}\s*(?:,|$)")]
    private static partial Regex Key();
}
