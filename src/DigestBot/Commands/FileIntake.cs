using System.Globalization;
using DigestBot.Channels;
using DigestBot.Ingestion;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Commands;

/// <summary>Digest files people send in a chat: fetched from their channel, ingested, answered with the report.</summary>
public sealed class FileIntake(Ingestor ingestor, IEnumerable<IFileSource> sources)
{
    /// <summary>The largest known digest has 3.84 MB.</summary>
    public const long MostBytes = 50L * 1024 * 1024;

    private readonly Dictionary<string, IFileSource> _sources = sources.ToDictionary(source => source.Name, StringComparer.Ordinal);

    /// <summary>One report a file; a file that cannot be had is reported with the reason.</summary>
    public async Task<IReadOnlyList<IngestReport>> TakeAsync(
        string channel, IReadOnlyList<IncomingFile> files, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var reports = new List<IngestReport>();
        foreach (var file in files)
        {
            using var content = new MemoryStream();
            var problem = _sources.TryGetValue(channel, out var source)
                ? await source.FetchAsync(file, content, MostBytes, cancellationToken)
                : Strings.Files_NotHere;
            reports.Add(problem is null
                ? await ingestor.IngestAsync(file.Name, content.GetBuffer().AsMemory(0, (int)content.Length), given: null, progress, cancellationToken)
                : IngestReport.NotTaken(file.Name, problem));
        }

        return reports;
    }

    /// <summary>The papers of bibliographies sent as examples of a taste; nothing is ingested. A problem where one of them cannot be read.</summary>
    internal async Task<(IReadOnlyList<Entry> Papers, string? Problem)> ReadAsync(string channel, IReadOnlyList<IncomingFile> files, CancellationToken cancellationToken)
    {
        var papers = new List<Entry>();
        foreach (var file in files)
        {
            using var content = new MemoryStream();
            var problem = _sources.TryGetValue(channel, out var source)
                ? await source.FetchAsync(file, content, MostBytes, cancellationToken)
                : Strings.Files_NotHere;
            if (problem is not null)
                return ([], problem);
            var text = DigestText.Decode(content.GetBuffer().AsSpan(0, (int)content.Length), file.Name);
            var read = text is null ? null : DigestFormats.Detect(text)?.Parse(text);
            if (read is null || read.Entries.Count == 0)
                return ([], string.Format(CultureInfo.CurrentUICulture, Strings.Taste_NotRead, Echo.Of(file.Name)));
            papers.AddRange(read.Entries);
        }

        return (papers, null);
    }

    /// <summary>The reports as one message, with the way on.</summary>
    public static Answer Answer(IReadOnlyList<IngestReport> reports)
    {
        var taken = reports.Count(report => report.Taken);
        var summary = string.Format(CultureInfo.CurrentUICulture, Strings.Files_Taken, taken, reports.Count);
        return new Answer(
            new Message(summary, [.. reports.Select(report => ReportMessage.Short(report)), new Actions([new Button(Strings.Button_Categories, Strings.Verb_Categories)])]),
            Understood: taken > 0);
    }
}
