using System.Text;
using System.Text.RegularExpressions;

namespace DigestBot.Ingestion.Wrappings;

/// <summary>A part of an e-mail: headers and a body, or parts of its own (RFC 2045, 2046). Lenient: what is broken is read as far as it goes.</summary>
internal sealed partial class MailPart
{
    private const int MostLayers = 10;
    private const int MostParts = 1_000;

    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<MailPart> _parts = [];
    private string _body = "";

    public string? FileName { get; private set; }

    public bool IsHtml => Type == "text/html";

    private string Type => TypeName().Match(Header("content-type")) is { Success: true } match ? match.Value.ToLowerInvariant() : "text/plain";

    public static MailPart Parse(string raw) => Parse(raw, MostLayers);

    public string Header(string name) => _headers.GetValueOrDefault(name, "");

    /// <summary>What a reader would open: of alternatives the plain text, of everything else all.</summary>
    public IEnumerable<MailPart> Leaves()
    {
        if (_parts.Count == 0)
            return FileName is not null || Type is "text/plain" or "text/html" ? [this] : [];
        if (Type == "multipart/alternative")
        {
            var plain = _parts.Where(part => part.Type == "text/plain" && !string.IsNullOrWhiteSpace(part.Text())).Take(1).ToList();
            return plain.Count > 0 ? plain : _parts.TakeLast(1).SelectMany(part => part.Leaves());
        }

        return _parts.SelectMany(part => part.Leaves());
    }

    public byte[] Bytes() => Header("content-transfer-encoding").Trim().ToLowerInvariant() switch
    {
        "base64" => FromBase64(_body),
        "quoted-printable" => FromQuotedPrintable(_body),
        _ => Encoding.Latin1.GetBytes(_body),
    };

    public string Text()
    {
        var bytes = Bytes();
        try
        {
            if (Parameter("charset") is { Length: > 0 } charset && !charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
                return (CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset)).GetString(bytes);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // A charset nobody knows: as if none were given.
        }

        var text = Encoding.UTF8.GetString(bytes);
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? Encoding.Latin1.GetString(bytes) : text;
    }

    private static MailPart Parse(string raw, int layers)
    {
        var part = new MailPart();
        part._body = part.ReadHeaders(raw);
        if (part.Parameter("boundary") is { Length: > 0 } boundary && part.Type.StartsWith("multipart/", StringComparison.Ordinal) && layers > 0)
        {
            foreach (var piece in Pieces(part._body, "--" + boundary).Take(MostParts))
                part._parts.Add(Parse(piece, layers - 1));
        }
        else if (part.Type == "message/rfc822" && layers > 0)
        {
            part._parts.Add(Parse(part._body, layers - 1));
        }

        part.FileName = (Parameter(part.Header("content-disposition"), "filename") ?? Parameter(part.Header("content-type"), "name")) is { Length: > 0 and < 200 } name ? name : null;
        return part;
    }

    /// <summary>The body behind the headers.</summary>
    private string ReadHeaders(string raw)
    {
        string? name = null;
        var at = 0;
        while (at < raw.Length)
        {
            var end = raw.IndexOf('\n', at);
            end = end < 0 ? raw.Length : end;
            var line = raw[at..end].TrimEnd('\r');
            at = Math.Min(end + 1, raw.Length);
            if (line.Length == 0)
                break;
            if (line[0] is ' ' or '\t' && name is not null)
            {
                if (_headers[name].Length < 10_000)
                    _headers[name] += " " + line.Trim();
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                continue;
            name = line[..colon];
            if (!_headers.TryAdd(name, line[(colon + 1)..].Trim()))
                name = null;
        }

        return raw[at..];
    }

    private string? Parameter(string name) => Parameter(Header("content-type"), name);

    private static string? Parameter(string header, string name)
    {
        for (var match = Value().Match(header); match.Success; match = match.NextMatch())
        {
            if (match.Groups["name"].ValueSpan.Equals(name, StringComparison.OrdinalIgnoreCase))
                return match.Groups["value"].Value;
        }

        return null;
    }

    /// <summary>Between boundary lines, without preamble and epilogue.</summary>
    private static IEnumerable<string> Pieces(string body, string boundary)
    {
        var start = -1;
        for (var at = 0; at < body.Length;)
        {
            var end = body.IndexOf('\n', at);
            end = end < 0 ? body.Length : end;
            if (body.AsSpan(at, end - at).StartsWith(boundary))
            {
                if (start >= 0)
                    yield return body[start..at].TrimEnd('\r', '\n') + "\n";
                if (body.AsSpan(at, end - at)[boundary.Length..].StartsWith("--"))
                    yield break;
                start = Math.Min(end + 1, body.Length);
            }

            at = end + 1;
        }

        if (start >= 0 && start < body.Length)
            yield return body[start..];
    }

    /// <summary>Line by line: a damaged line costs itself, not the rest.</summary>
    private static byte[] FromBase64(string body)
    {
        using var bytes = new MemoryStream(body.Length * 3 / 4);
        var pending = new StringBuilder();
        foreach (var range in body.AsSpan().Split('\n'))
        {
            foreach (var character in body.AsSpan()[range])
            {
                if (char.IsAsciiLetterOrDigit(character) || character is '+' or '/')
                    pending.Append(character);
            }

            // Lines are whole groups of four; some writers break where they please.
            var whole = pending.Length / 4 * 4;
            if (whole > 0)
                bytes.Write(Convert.FromBase64String(pending.ToString(0, whole)));
            pending.Remove(0, whole);
            if (pending.Length > 0 && body.AsSpan()[range].TrimEnd().EndsWith("="))
                Last();
        }

        Last();
        return bytes.ToArray();

        void Last()
        {
            if (pending.Length >= 2)
                bytes.Write(Convert.FromBase64String(pending.Append('=', 4 - pending.Length).ToString()));
            pending.Clear();
        }
    }

    private static byte[] FromQuotedPrintable(string body)
    {
        using var bytes = new MemoryStream(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '=')
            {
                bytes.WriteByte((byte)body[i]);
            }
            else if (i + 2 < body.Length && char.IsAsciiHexDigit(body[i + 1]) && char.IsAsciiHexDigit(body[i + 2]))
            {
                bytes.WriteByte(Convert.ToByte(body.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                // A soft line break, blanks before it allowed.
                var end = i + 1;
                while (end < body.Length && body[end] is ' ' or '\t' or '\r')
                    end++;
                if (end < body.Length && body[end] == '\n')
                    i = end;
                else
                    bytes.WriteByte((byte)'=');
            }
        }

        return bytes.ToArray();
    }

    [GeneratedRegex("^[A-Za-z]+/[A-Za-z0-9.+-]+")]
    private static partial Regex TypeName();

    [GeneratedRegex("""(?:^|;)\s*(?<name>[A-Za-z-]+)\*?\s*=\s*(?:"(?<value>[^"]*)"|(?<value>[^;\s]+))""", RegexOptions.ExplicitCapture)]
    private static partial Regex Value();
}
