using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using DigestBot.Messages;
using MimeKit;

namespace DigestBot.Ingestion.Wrappings;

/// <summary>A saved e-mail (<c>.eml</c>): its text, or its HTML where it has no text, and its attachments.</summary>
internal sealed class MailWrapping : IWrapping
{
    private const int MostHeaderLines = 400;

    /// <summary>Of all the header; a longer one takes the parser more time than its size.</summary>
    private const int LongestHeader = 256 * 1024;

    /// <summary>Parts deeper than this are taken as they are.</summary>
    private static readonly ParserOptions Options = new() { MaxMimeDepth = 10 };

    // Headers that letters have and other files that start with "Word: text" do not.
    private static readonly string[] Telling =
        ["from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path", "delivered-to", "content-type", "x-mailer", "sender", "list-id"];

    public string Name => "e-mail";

    public bool Recognises(ReadOnlySpan<byte> content)
    {
        var told = 0;
        for (var i = 0; i < MostHeaderLines && !content.IsEmpty; i++)
        {
            var end = content.IndexOf((byte)'\n');
            var line = (end < 0 ? content : content[..end]).TrimEnd((byte)'\r');
            content = end < 0 ? default : content[(end + 1)..];
            if (line.IsEmpty)
                return told >= 2;
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                if (i == 0)
                    return false;
                continue;
            }

            if (i == 0 && line.StartsWith("From "u8))
                continue;
            var colon = line.IndexOf((byte)':');
            if (colon is < 1 or > 60 || !IsName(line[..colon]))
                return false;
            if (Telling.Contains(Encoding.ASCII.GetString(line[..colon]).ToLowerInvariant()))
                told++;
        }

        return false;
    }

    public IEnumerable<WrappedFile> Unwrap(string name, ReadOnlyMemory<byte> content, UnpackBudget budget)
    {
        var number = 0;
        foreach (var (mail, problem) in Parse(content))
        {
            if (mail is null)
            {
                yield return new WrappedFile(name, default, problem);
                yield break;
            }

            number++;
            var day = DayText.Find(mail.Headers[HeaderId.Date])?.ToString("yyyy-MM-dd ", CultureInfo.InvariantCulture) ?? "";
            foreach (var leaf in Leaves(mail.Body))
            {
                if (!budget.TakeFile())
                    yield break;
                if (leaf.FileName is { Length: > 0 } file)
                {
                    using var decoded = leaf.Content?.Open() ?? Stream.Null;
                    yield return budget.Read(day + file.Replace('/', '_'), decoded);
                }
                else if (leaf is TextPart { Text: var text } && !string.IsNullOrWhiteSpace(text))
                {
                    using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
                    yield return budget.Read($"{day}message{(number > 1 ? $"-{number}" : "")}.{(leaf.ContentType.IsMimeType("text", "html") ? "html" : "txt")}", bytes);
                }
            }
        }
    }

    /// <summary>One, or those of a mail box one after the other.</summary>
    private static IEnumerable<(MimeMessage? Mail, Remark? Problem)> Parse(ReadOnlyMemory<byte> content)
    {
        var bytes = MemoryMarshal.TryGetArray(content, out var array) ? array : content.ToArray();
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        var header = content.Span.IndexOf("\n\n"u8) is >= 0 and var end ? end : content.Span.IndexOf("\n\r\n"u8);
        if (header > LongestHeader)
        {
            yield return (null, new Remark(nameof(Strings.Note_LimitHeader), $"{LongestHeader / 1024}"));
            yield break;
        }

        var format = content.Span.StartsWith("From "u8) ? MimeFormat.Mbox : MimeFormat.Entity;
        if (Problem(stream, format) is { } problem)
        {
            yield return (null, problem);
            yield break;
        }

        stream.Position = 0;
        var parser = new MimeParser(Options, stream, format);
        do
        {
            if (Next(parser) is not { } mail)
            {
                yield return (null, new Remark(nameof(Strings.Note_Damaged)));
                yield break;
            }

            yield return (mail, null);
        }
        while (format == MimeFormat.Mbox && !parser.IsEndOfStream);
    }

    private static Remark? Problem(Stream stream, MimeFormat format)
    {
        try
        {
            return MailLimits.Exceeded(Options, stream, format);
        }
        catch (FormatException)
        {
            return new Remark(nameof(Strings.Note_Damaged));
        }
    }

    private static MimeMessage? Next(MimeParser parser)
    {
        try
        {
            return parser.ParseMessage();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What a reader would open: of alternatives the plain text, of everything else all.</summary>
    private static IEnumerable<MimePart> Leaves(MimeEntity? entity) => entity switch
    {
        Multipart parts when parts.ContentType.IsMimeType("multipart", "alternative") =>
            parts.OfType<TextPart>().FirstOrDefault(part => part.IsPlain && !string.IsNullOrWhiteSpace(part.Text)) is { } plain
                ? [plain]
                : Leaves(parts.LastOrDefault()),
        Multipart parts => parts.SelectMany(Leaves),
        MessagePart { Message: { } message } => Leaves(message.Body),
        TextPart text when text.FileName is not null || text.IsPlain || text.IsHtml => [text],
        MimePart { FileName: not null } file => [file],
        _ => [],
    };

    private static bool IsName(ReadOnlySpan<byte> name) => name.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
}
