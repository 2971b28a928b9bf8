using DigestBot.Messages;
using MimeKit;

namespace DigestBot.Ingestion.Wrappings;

/// <summary>
/// Goes through an e-mail once without keeping anything, and stops where it has more parts or a longer header than a letter has: a tree of 50,000 parts would
/// take half a gigabyte.
/// </summary>
internal sealed class MailLimits : MimeReader
{
    private const int MostParts = 1_000;
    private const int LongestHeader = 256 * 1024;

    private readonly CancellationTokenSource _stop;
    private int _parts;
    private Remark? _problem;

    private MailLimits(ParserOptions options, Stream mail, MimeFormat format, CancellationTokenSource stop)
        : base(options, mail, format) => _stop = stop;

    /// <summary>Null where all is within the limits.</summary>
    /// <exception cref="FormatException">It is no e-mail.</exception>
    public static Remark? Exceeded(ParserOptions options, Stream mail, MimeFormat format)
    {
        using var stop = new CancellationTokenSource();
        var reader = new MailLimits(options, mail, format, stop);
        try
        {
            do
                reader.ReadMessage(stop.Token);
            while (format == MimeFormat.Mbox && !reader.IsEndOfStream);
        }
        catch (OperationCanceledException)
        {
            // Stopped by what was found.
        }

        return reader._problem;
    }

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        if (header.RawValue.Length > LongestHeader)
            Stop(nameof(Strings.Note_LimitHeader), $"{LongestHeader / 1024}");
    }

    protected override void OnMimePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    protected override void OnMultipartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    protected override void OnMessagePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    private void Count()
    {
        if (++_parts > MostParts)
            Stop(nameof(Strings.Note_LimitParts), $"{MostParts:N0}");
    }

    private void Stop(string text, string limit)
    {
        _problem ??= new Remark(text, limit);
        _stop.Cancel();
        _stop.Token.ThrowIfCancellationRequested();
    }
}
