using System.Text;

namespace DigestBot.Ingestion.Wrappings;

/// <summary>A saved e-mail (<c>.eml</c>): its text, or its HTML where it has no text, and its attachments. No MIME package restores.</summary>
internal sealed class MailWrapping : IWrapping
{
    private const int MostHeaderLines = 400;

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
        // Latin-1 keeps every byte; each part is decoded by its own charset.
        var mail = MailPart.Parse(Encoding.Latin1.GetString(content.Span));
        var day = DayText.Find(mail.Header("date"))?.ToString("yyyy-MM-dd ", System.Globalization.CultureInfo.InvariantCulture) ?? "";
        foreach (var part in mail.Leaves())
        {
            if (!budget.TakeFile())
                yield break;
            if (part.FileName is { } file)
                yield return new WrappedFile(day + file.Replace('/', '_'), part.Bytes());
            else if (!string.IsNullOrWhiteSpace(part.Text()))
                yield return new WrappedFile($"{day}message.{(part.IsHtml ? "html" : "txt")}", Encoding.UTF8.GetBytes(part.Text()));
        }
    }

    private static bool IsName(ReadOnlySpan<byte> name) => name.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
}
