using System.Text.Json;
using DigestBot.Messages;

namespace DigestBot.Ingestion;

/// <summary>What is said of a text that no format recognises: for JSON where it breaks, for others what is read at all.</summary>
internal static class UnknownKind
{
    public static Remark Say(string path, DigestText text, int length)
    {
        if (length == 0)
            return new Remark(nameof(Strings.Note_Empty));
        var broken = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => BrokenAt(text.Whole),
            ".jsonl" or ".ndjson" => BrokenLine(text),
            _ => null,
        };
        return broken switch
        {
            null => new Remark(nameof(Strings.Note_UnknownKind)),
            0 => new Remark(nameof(Strings.Note_NoPapers)),
            { } line => new Remark(nameof(Strings.Note_BrokenJson), $"{line}"),
        };
    }

    /// <summary>The line, counted from 1; 0 for whole JSON.</summary>
    private static int? BrokenAt(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return 0;
        }
        catch (JsonException exception)
        {
            return (int)(exception.LineNumber ?? 0) + 1;
        }
    }

    private static int? BrokenLine(DigestText text)
    {
        for (var i = 0; i < text.LineCount; i++)
        {
            var line = text.Line(i).Trim();
            if (!line.IsEmpty && BrokenAt(line.ToString()) > 0)
                return i + 1;
        }

        return 0;
    }
}
