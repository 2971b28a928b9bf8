using DigestBot.Ingestion;

namespace DigestBot.Tests.Ingestion;

/// <summary>A text of a sample digest file, unwrapped, with what its format makes of it.</summary>
internal sealed record SampleText(string File, string Text, DetectedFormat Format, ParsedDigest Digest)
{
    /// <summary>A page's comment swallows what follows: damage there is not its entry's alone.</summary>
    public bool EntriesStandAlone => Format.Name is not ("html" or "html-table" or "scholar-alert");

    /// <summary>All files below a folder, what is in archives and mails instead of them.</summary>
    public static IReadOnlyList<SampleText> In(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(path => Read(path, System.IO.File.ReadAllBytes(path)))];

    private static IEnumerable<SampleText> Read(string path, ReadOnlyMemory<byte> content)
    {
        if (FileWrappings.Around(content.Span) is { } wrapping)
            return wrapping.Unwrap(path, content, new UnpackBudget(Ingestor.MostBytes, 100)).SelectMany(file => Read($"{path}/{file.Name}", file.Content));
        var text = DigestText.Decode(content.Span, Path.GetFileName(path))!;
        return DigestFormats.Detect(text) is { } format ? [new SampleText(path, text.Whole, format, format.Parse(text))] : [];
    }
}
