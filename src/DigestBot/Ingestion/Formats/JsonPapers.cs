using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace DigestBot.Ingestion.Formats;

/// <summary>The JSON objects of a digest file with their lines. A broken file gives the objects that are whole.</summary>
internal static class JsonPapers
{
    public static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    private const int LongestObject = 1024 * 1024;

    /// <summary>Null where the text as a whole is no JSON.</summary>
    public static JsonDocument? Whole(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Counts lines forward: elements are asked for in the order they stand.</summary>
    internal sealed class Lines(byte[] bytes)
    {
        private int _at;
        private int _line = 1;

        public int Of(JsonElement element)
        {
            if (!bytes.AsSpan().Overlaps(JsonMarshal.GetRawUtf8Value(element), out var offset) || offset < _at)
                return _line;
            _line += bytes.AsSpan(_at..offset).Count((byte)'\n');
            _at = offset;
            return _line;
        }
    }

    /// <summary>
    /// Objects that parse by themselves, in a text that does not. Work is bounded: no object longer than a megabyte is tried, and the tries
    /// together read the text a few times over at most.
    /// </summary>
    public static IEnumerable<(int Line, JsonDocument Document)> Salvage(string text)
    {
        var left = (10L * text.Length) + LongestObject;
        var line = 1;
        var counted = 0;
        for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0 && left > 0;)
        {
            var end = End(text, at, out var read);
            left -= read;
            var document = end < 0 ? null : TryParse(text.AsMemory(at, end - at));
            if (document is not null && document.RootElement.ValueKind == JsonValueKind.Object && JsonPaper.IsPaper(document.RootElement))
            {
                line += text.AsSpan(counted..at).Count('\n');
                counted = at;
                yield return (line, document);
                at = text.IndexOf('{', end);
            }
            else
            {
                document?.Dispose();
                at = text.IndexOf('{', at + 1);
            }
        }
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<char> text)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Behind the bracket that closes the one at <paramref name="start"/>; -1 where none does.</summary>
    private static int End(string text, int start, out int read)
    {
        var depth = 0;
        var last = Math.Min(text.Length, start + LongestObject);
        for (var i = start; i < last; i++)
        {
            switch (text[i])
            {
                case '"':
                    for (i++; i < last && text[i] != '"'; i++)
                    {
                        if (text[i] == '\\')
                            i++;
                    }

                    break;
                case '{' or '[':
                    if (++depth > 64)
                    {
                        read = i - start;
                        return -1;
                    }

                    break;
                case '}' or ']' when --depth == 0:
                    read = i - start;
                    return i + 1;
            }
        }

        read = last - start;
        return -1;
    }
}
