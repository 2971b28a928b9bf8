using System.Text.Json;
using DigestBot.Messages;

namespace DigestBot.Ingestion.Formats;

/// <summary>A JSON object a line, as <c>…_AI_enhanced_Chinese.jsonl</c>: what the daily Markdown is made from, with cross-lists and comments.</summary>
internal sealed class JsonLinesFormat : IDigestFormat
{
    private const int LinesLookedAt = 20;

    public string Name => "json-lines";

    public int Confidence(DigestText text)
    {
        if (JsonShapes.Of(text) == JsonShape.Lines)
            return 97;
        // The first line may be the damaged one.
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            if (JsonShapes.IsPaper(text.Line(i)))
                return 80;
        }

        return 0;
    }

    public ParsedDigest Parse(DigestText text) => LineByLine.Parse(Name, text, Read);

    private static string? Read(ReadOnlySpan<char> line, int number, DraftList list)
    {
        try
        {
            using var document = JsonDocument.Parse(line.TrimEnd(',').ToString(), JsonPapers.Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !JsonPaper.IsPaper(document.RootElement))
                return nameof(Strings.Note_NoTitleBeside);
            list.Add(JsonPaper.Read(document.RootElement, number));
            return null;
        }
        catch (JsonException)
        {
            return nameof(Strings.Note_NoJsonLine);
        }
    }
}
