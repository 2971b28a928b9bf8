using System.Text;
using System.Text.Json;

namespace DigestBot.Ingestion.Formats;

/// <summary>What a JSON text is, told from its start alone.</summary>
internal enum JsonShape
{
    None,

    /// <summary>An array of papers, or an object that holds one.</summary>
    Papers,

    /// <summary>A paper a line.</summary>
    Lines,

    /// <summary>Topics, each with rows of text by id.</summary>
    Topics,

    /// <summary>Starts like JSON and names a paper's fields, but is broken.</summary>
    Broken,
}

internal static class JsonShapes
{
    private const int Start = 64 * 1024;
    private const int LongestSingle = 1024 * 1024;

    /// <summary>DBLP: <c>result.hits.hit[].info.title</c>.</summary>
    private const int Deepest = 8;

    public static JsonShape Of(DigestText text)
    {
        var head = text.Head(Start).TrimStart();
        if (head.IsEmpty || head[0] is not ('{' or '['))
            return JsonShape.None;
        if (head[0] == '{' && IsPaper(text.FirstLine()))
            return JsonShape.Lines;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(head.Length)];
        var length = Encoding.UTF8.GetBytes(head, bytes);
        try
        {
            var shape = Read(bytes.AsSpan(0, length));
            return shape != JsonShape.None || !Mentions(head) ? shape : IsOnePaper(text.Whole) ? JsonShape.Papers : JsonShape.Broken;
        }
        catch (JsonException)
        {
            return Mentions(head) ? JsonShape.Broken : JsonShape.None;
        }
    }

    private static bool Mentions(ReadOnlySpan<char> head) =>
        head.Contains("\"title\"", StringComparison.OrdinalIgnoreCase)
        && (head.Contains("\"abstract\"", StringComparison.OrdinalIgnoreCase) || head.Contains("\"summary\"", StringComparison.OrdinalIgnoreCase)
            || head.Contains("\"authors\"", StringComparison.OrdinalIgnoreCase));

    /// <summary>A single paper over several lines.</summary>
    private static bool IsOnePaper(string text)
    {
        if (text.Length > LongestSingle)
            return false;
        try
        {
            using var document = JsonDocument.Parse(text, JsonPapers.Options);
            return document.RootElement.ValueKind == JsonValueKind.Object && JsonPaper.IsPaper(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A line that is a whole paper.</summary>
    public static bool IsPaper(ReadOnlySpan<char> line)
    {
        var text = line.Trim().TrimEnd(',');
        if (text.Length is < 2 or > Start || text[0] != '{' || text[^1] != '}')
            return false;
        try
        {
            using var document = JsonDocument.Parse(text.ToString(), JsonPapers.Options);
            return document.RootElement.ValueKind == JsonValueKind.Object && JsonPaper.IsPaper(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonShape Read(ReadOnlySpan<byte> start)
    {
        var reader = new Utf8JsonReader(start, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = JsonPapers.Options.MaxDepth,
        }));
        var rootIsArray = false;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.StartArray)
                rootIsArray = true;
            // A paper's own title, wherever it stands: in the array, in an array of the root, under an id.
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth is >= 1 and <= Deepest
                && FieldNames.Of(reader.GetString()) is FieldKind.Title && (rootIsArray || reader.CurrentDepth > 1))
            {
                return JsonShape.Papers;
            }

            if (!rootIsArray && reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 2
                && reader.GetString() is ['|' or '-', ..] row && (row[0] == '|' || TopicRow.IsListItem(row)))
            {
                return JsonShape.Topics;
            }
        }

        return JsonShape.None;
    }
}
