using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// A digest by topic with background and summary of each paper: <c># Topic</c>, <c>## &lt;a id="2605.15069v1">&lt;/a>[Title](link) [[back]](#toc-1)</c>,
/// <c>**Relevance:** `0.61`</c>, <c>### Background</c>, <c>### Summary</c>, each of several paragraphs. Heading names are data.
/// </summary>
internal sealed class TopicSummaryFormat : IDigestFormat
{
    private const int LinesLookedAt = 2_000;
    private const string Anchor = "## <a id=\"";

    public string Name => "topic-summary";

    public bool MayBeEmpty => true;

    public int Confidence(DigestText text)
    {
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            var line = text.Line(i);
            if (line.StartsWith("# <a id=\"toc\"></a>") || (line.StartsWith(Anchor) && (line.Contains("[[back]](", StringComparison.OrdinalIgnoreCase) || IsLinked(line))))
                return 100;
        }

        return 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        var declared = new Dictionary<string, (int Line, int Total)>(StringComparer.Ordinal);
        EntryDraft? draft = null;
        string? topic = null, promised = null, label = null;
        var inContents = false;
        var field = new List<string>();
        DateOnly? day = null;

        for (var i = 0; i < text.LineCount; i++)
        {
            var line = text.Line(i);
            if (line.StartsWith("## ") && IsEntry(line))
            {
                Close();
                draft = Open(line, i + 1, topic);
                inContents = false;
            }
            else if (line.StartsWith("# "))
            {
                var heading = Bare(line[2..]);
                // A heading inside a summary is text; topics stand between entries, behind an empty line.
                if (draft is not null && !StartsTopic(text, i))
                {
                    field.Add(line.ToString());
                    continue;
                }

                Close();
                inContents = line.StartsWith("# <a id=\"toc\"") || heading.Equals("Table of Contents", StringComparison.OrdinalIgnoreCase);
                day ??= DayText.Find(heading);
                topic = inContents ? null : heading;
            }
            else if (inContents)
            {
                if (line.StartsWith("## "))
                    promised = Bare(line[3..]);
                else if (line.StartsWith("- [") && promised is not null)
                    declared[promised] = (declared.GetValueOrDefault(promised).Line is 0 ? i + 1 : declared[promised].Line, declared.GetValueOrDefault(promised).Total + 1);
            }
            else if (draft is null)
            {
                if (line.TrimEnd() is not "---")
                    list.NoEntry(i + 1, line);
            }
            else if (line.StartsWith("### "))
            {
                Flush();
                label = Bare(line[4..]);
            }
            else if (label is null && line.StartsWith("**"))
            {
                var end = line[2..].IndexOf("**");
                // A score tells a reader nothing.
                if (end > 0 && FieldNames.Of(line.Slice(2, end).TrimEnd(':')) != FieldKind.Nothing)
                    draft.Put(FieldKind.Other, line.Slice(2, end).TrimEnd(':').ToString(), line[(end + 4)..].Trim().Trim('`').ToString());
            }
            else
            {
                field.Add(line.ToString());
            }
        }

        Close();
        return list.ToDigest(Name, day, declared);

        void Flush()
        {
            if (draft is not null && label is not null && field.Exists(line => !string.IsNullOrWhiteSpace(line)))
            {
                var kind = FieldNames.Of(label) switch
                {
                    // The summary here is the generator's, not the paper's abstract.
                    FieldKind.Abstract => FieldKind.Result,
                    FieldKind.Tldr or FieldKind.Motivation or FieldKind.Method or FieldKind.Result or FieldKind.Conclusion => FieldNames.Of(label)!.Value,
                    _ => FieldKind.Other,
                };
                draft.Put(kind, label, SummaryFields.Join(field, out _));
            }

            field.Clear();
            label = null;
        }

        void Close()
        {
            Flush();
            if (draft is not null)
                list.Add(draft, topic);
            draft = null;
        }
    }

    private static bool IsEntry(ReadOnlySpan<char> line) => line.Contains("](http", StringComparison.OrdinalIgnoreCase) || (line.StartsWith(Anchor) && !line.StartsWith(Anchor + "toc"));

    /// <summary><c>## &lt;a id="2604.17536v2">&lt;/a>[Title](link)</c>: an id, and the link behind it.</summary>
    private static bool IsLinked(ReadOnlySpan<char> line)
    {
        var close = line.IndexOf("</a>[");
        var quote = line[Anchor.Length..].IndexOf('"');
        return close > 0 && quote > 0 && line.Contains("](http", StringComparison.OrdinalIgnoreCase) && ArxivId.TryParse(line.Slice(Anchor.Length, quote).ToString(), out _);
    }

    private static bool StartsTopic(DigestText text, int index)
    {
        for (var i = index + 1; i < Math.Min(text.LineCount, index + 4); i++)
        {
            if (!text.Line(i).IsEmpty)
                return text.Line(i).StartsWith(Anchor);
        }

        return false;
    }

    private static EntryDraft Open(ReadOnlySpan<char> line, int number, string? topic)
    {
        var draft = new EntryDraft(number);
        var rest = line[3..].TrimEnd();
        if (rest.StartsWith("<a id=\"") && rest.IndexOf("</a>") is > 0 and var close)
        {
            var id = rest[7..close];
            var quote = id.IndexOf('"');
            rest = rest[(close + 4)..];
            draft.Put(FieldKind.ArxivId, "id", id[..Math.Max(quote, 0)].ToString());
        }

        // The title reaches to the last link that leads out; "[[back]](#toc)" behind it leads in.
        var back = rest.LastIndexOf(" [[");
        if (back > 0)
            rest = rest[..back].TrimEnd();
        var link = rest.LastIndexOf("](");
        if (rest.StartsWith('[') && link > 0)
        {
            draft.Put(FieldKind.Title, "title", rest[1..link].ToString());
            draft.Link(rest[(link + 2)..].TrimEnd(')').ToString());
        }
        else
        {
            draft.Put(FieldKind.Title, "title", Bare(rest));
        }

        if (topic is not null)
            draft.Category(topic);
        return draft;
    }

    /// <summary>A heading without its anchor.</summary>
    private static string Bare(ReadOnlySpan<char> heading)
    {
        var close = heading.IndexOf("</a>");
        return Folded.White((close < 0 ? heading : heading[(close + 4)..]).ToString());
    }
}
