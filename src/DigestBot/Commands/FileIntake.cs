using System.Globalization;
using DigestBot.Channels;
using DigestBot.Ingestion;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Commands;

/// <summary>Digest files people send in a chat: fetched from their channel where their sender may add them, ingested, answered with the report.</summary>
public sealed class FileIntake(Ingestor ingestor, IEnumerable<IFileSource> sources, UploadPolicy? policy = null)
{
    /// <summary>The largest known digest has 3.84 MB.</summary>
    public const long MostBytes = Ingestor.MostBytes;

    private readonly Dictionary<string, IFileSource> _sources = sources.ToDictionary(source => source.Name, StringComparer.Ordinal);
    private readonly UploadPolicy _policy = policy ?? UploadPolicy.Default;

    /// <summary>One report a file; a file that cannot be had is reported with the reason.</summary>
    public async Task<IReadOnlyList<IngestReport>> TakeAsync(
        Person sender, IReadOnlyList<IncomingFile> files, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var reports = new List<IngestReport>();
        foreach (var file in files)
            reports.Add(await TakeAsync(sender, file, progress, cancellationToken));
        return reports;
    }

    /// <summary>The papers of bibliographies sent as examples of a taste; nothing is ingested. A problem where one of them cannot be read.</summary>
    internal async Task<(IReadOnlyList<Entry> Papers, string? Problem)> ReadAsync(string channel, IReadOnlyList<IncomingFile> files, CancellationToken cancellationToken)
    {
        var papers = new List<Entry>();
        foreach (var file in files)
        {
            await using var content = UploadFile.Create();
            var problem = _sources.TryGetValue(channel, out var source)
                ? await source.FetchAsync(file, content, MostBytes, cancellationToken)
                : Strings.Files_NotHere;
            if (problem is not null)
                return ([], problem);
            content.Position = 0;
            var read = await ingestor.ReadAsync(file.Name, content, MostBytes, cancellationToken);
            if (read.Count == 0)
                return ([], string.Format(CultureInfo.CurrentUICulture, Strings.Taste_NotRead, Echo.Of(file.Name)));
            papers.AddRange(read);
        }

        return (papers, null);
    }

    /// <summary>The reports as one message, with the way on; for the sender, as nobody else asked.</summary>
    public static Answer Answer(IReadOnlyList<IngestReport> reports)
    {
        var taken = reports.Count(report => report.Taken);
        var summary = string.Format(CultureInfo.CurrentUICulture, Strings.Files_Taken, taken, reports.Count);
        return new Answer(
            new Message(summary, [.. reports.Select(report => ReportMessage.Short(report)), new Actions([new Button(Strings.Button_Categories, Strings.Verb_Categories)])]),
            Understood: taken > 0,
            Private: true);
    }

    private async Task<IngestReport> TakeAsync(Person sender, IncomingFile file, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        if (!_sources.TryGetValue(sender.Channel, out var source))
            return IngestReport.NotTaken(file.Name, Strings.Files_NotHere);
        if (!source.IsLocal && !_policy.MayAdd(sender.ExternalId, file.FromOutside))
            return IngestReport.NotTaken(file.Name, new Remark(nameof(Strings.Files_NotAllowed), sender.ExternalId));
        // On disk, not in memory: several people may send files at once, and one who sends slowly holds up no other.
        await using var content = UploadFile.Create();
        if (await source.FetchAsync(file, content, MostBytes, cancellationToken) is { } problem)
            return IngestReport.NotTaken(file.Name, problem);
        content.Position = 0;
        var upload = new Upload(file.Name) { Progress = progress, MayCorrect = source.IsLocal || _policy.MayCorrect(sender.ExternalId) };
        return await ingestor.IngestStreamAsync(upload, content, MostBytes, cancellationToken);
    }
}
