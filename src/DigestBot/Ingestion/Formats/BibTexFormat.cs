using System.Text;
using System.Text.RegularExpressions;

namespace DigestBot.Ingestion.Formats;

/// <summary>BibTeX, as reference managers and converters write it. An entry ends where its braces close, or where the next begins.</summary>
internal sealed partial class BibTexFormat : IDigestFormat
{
    private const int LinesLookedAt = 500;
    private const int LinesToField = 5;
    private static readonly string[] NoEntries = ["comment", "preamble", "string"];

    public string Name => "bibtex";

    public int Confidence(DigestText text)
    {
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            if (TypeAt(text.Line(i)) is { } type && Enumerable.Range(i, Math.Min(LinesToField, text.LineCount - i)).Any(line => text.Line(line).Contains('=')))
                return NoEntries.Contains(type) ? 60 : 95;
        }

        return 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        for (var i = 0; i < text.LineCount; i++)
        {
            if (TypeAt(text.Line(i)) is not { } type)
                continue;
            var end = i + 1;
            while (end < text.LineCount && TypeAt(text.Line(end)) is null)
                end++;
            if (!NoEntries.Contains(type))
            {
                var entry = string.Join('\n', Enumerable.Range(i, end - i).Select(number => text.Line(number).ToString()));
                list.Add(Read(entry[(entry.IndexOfAny(['{', '(']) + 1)..], i + 1));
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
        return type.IsEmpty || type.Length > 30 || type.IndexOfAnyExceptInRange('A', 'z') >= 0 ? null : type.ToString().ToLowerInvariant();
    }

    private static EntryDraft Read(string entry, int line)
    {
        var draft = new EntryDraft(line);
        var comma = entry.IndexOf(',', StringComparison.Ordinal);
        var (eprint, archive, doi) = ("", "", "");
        foreach (var (name, value) in Fields(entry, Math.Max(comma + 1, 0)))
        {
            switch (name)
            {
                case "title":
                    draft.Put(FieldKind.Title, name, Plain(value));
                    break;
                case "author":
                    draft.Authors(Authors(value));
                    break;
                case "abstract":
                    draft.Put(FieldKind.Abstract, name, Unescaped(TexText.Plain(value)));
                    break;
                case "eprint" or "arxivid":
                    eprint = value;
                    break;
                case "archiveprefix" or "eprinttype":
                    archive = value;
                    break;
                case "url" or "link":
                    draft.Link(value);
                    break;
                case "journal" or "note" or "howpublished" when value.Contains("arXiv:", StringComparison.OrdinalIgnoreCase):
                    var id = value[(value.IndexOf("arXiv:", StringComparison.OrdinalIgnoreCase) + 6)..].Split([' ', ',', ';', '\n'])[0];
                    draft.Put(FieldKind.ArxivId, name, id);
                    break;
                case "note" or "comment" or "annote":
                    draft.Put(FieldKind.Comment, name, Plain(value));
                    break;
                case "primaryclass":
                    draft.MainCategory(value);
                    break;
                case "keywords":
                    draft.Put(FieldKind.Other, "Keywords", Plain(value));
                    break;
                case "doi":
                    doi = value;
                    break;
                case "date":
                    draft.Published(DayText.Find(value));
                    break;
            }
        }

        if (eprint.Length > 0 && (archive.Length == 0 || archive.Equals("arxiv", StringComparison.OrdinalIgnoreCase)))
            draft.Put(FieldKind.ArxivId, "eprint", eprint);
        const string OwnDoi = "10.48550/arxiv.";
        if (doi.StartsWith(OwnDoi, StringComparison.OrdinalIgnoreCase))
            draft.Put(FieldKind.ArxivId, "doi", doi[OwnDoi.Length..]);
        else if (doi.Length > 0 && !draft.HasLink)
            draft.Link("https://doi.org/" + doi);
        // "@article{arXiv:2411.13560,": converters put the id into the key.
        if (!draft.HasLink && comma > 0)
            draft.Put(FieldKind.ArxivId, "key", entry[..comma].Trim());
        return draft;
    }

    /// <summary><c>name = {value}</c>, <c>name = "value"</c>, <c>name = 2026</c>, parted by commas; braces are counted, never followed.</summary>
    private static IEnumerable<(string Name, string Value)> Fields(string entry, int at)
    {
        while (at < entry.Length)
        {
            var equals = entry.IndexOf('=', at);
            if (equals < 0)
                yield break;
            var name = entry[at..equals].Trim(' ', '\n', '\t', ',', '\r').ToLowerInvariant();
            at = equals + 1;
            while (at < entry.Length && char.IsWhiteSpace(entry[at]))
                at++;
            var value = new StringBuilder();
            var closed = Value(entry, ref at, value);
            if (name.Length is > 0 and < 40 && name.IndexOfAny([' ', '{', '}']) < 0)
                yield return (name, value.ToString().Trim());
            if (!closed)
                yield break;
            while (at < entry.Length && entry[at] is not (',' or '='))
                at++;
        }
    }

    private static bool Value(string entry, ref int at, StringBuilder value)
    {
        if (at >= entry.Length)
            return false;
        if (entry[at] is not ('{' or '"'))
        {
            var end = entry.AsSpan(at).IndexOfAny(",}\n");
            value.Append(end < 0 ? entry.AsSpan(at) : entry.AsSpan(at, end));
            at = end < 0 ? entry.Length : at + end;
            return true;
        }

        var quote = entry[at] == '"';
        var depth = quote ? 0 : 1;
        for (at++; at < entry.Length; at++)
        {
            var character = entry[at];
            if (character == '\\' && at + 1 < entry.Length)
            {
                value.Append(character).Append(entry[++at]);
                continue;
            }

            if (character == '{')
                depth++;
            else if (character == '}')
                depth--;
            if ((quote && character == '"' && depth <= 0) || (!quote && depth == 0))
            {
                at++;
                return true;
            }

            value.Append(character);
        }

        return false;
    }

    /// <summary>Parted by <c>and</c>; <c>Last, First</c> turned round. Converters double the last one.</summary>
    private static IReadOnlyList<string> Authors(string value)
    {
        var names = Plain(value).Split(" and ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Without any "and" a list with several commas is a list of names.
        if (names.Length == 1 && names[0].AsSpan().Count(',') > 1)
            names = [.. AuthorNames.Split(names[0], out _)];
        string[] turned = [.. names.Where(name => name is not "others").Select(Turn)];
        return turned.Length > 1 && turned[^1] == turned[^2] ? turned[..^1] : turned;
    }

    private static string Turn(string name)
    {
        var parts = name.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length switch
        {
            2 when parts[1].Length > 0 => $"{parts[1]} {parts[0]}",
            3 => $"{parts[2]} {parts[0]}, {parts[1]}",
            _ => name.TrimEnd(',', ' '),
        };
    }

    /// <summary><c>{\$}</c>, <c>\&amp;</c>, <c>\%</c>: characters that TeX would take for its own.</summary>
    private static string Unescaped(string text) => text.Contains('\\', StringComparison.Ordinal) ? Escaped().Replace(text, "${one}") : text;

    [GeneratedRegex(@"\{\\(?<one>[$&%#_])\}|\\(?<one>[$&%#_])", RegexOptions.ExplicitCapture)]
    private static partial Regex Escaped();

    /// <summary>Accents as characters, and without the braces that only keep capitals.</summary>
    private static string Plain(string value)
    {
        var text = Folded.White(Unescaped(TexText.Plain(value)));
        if (text.IndexOf('{', StringComparison.Ordinal) < 0)
            return text;
        var plain = new StringBuilder(text.Length);
        var inMath = false;
        foreach (var character in text)
        {
            if (character == '$')
                inMath = !inMath;
            if (inMath || character is not ('{' or '}'))
                plain.Append(character);
        }

        return plain.ToString();
    }
}
