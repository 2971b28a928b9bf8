using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Data;
using DigestBot.Ingestion;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace DigestBot.Host.CommandLine;

/// <summary><c>import PATH… [--day DATE] [--json]</c>: takes digest files, folders with all in them, and reports on each.</summary>
internal static class ImportCommand
{
    public static Command Create(CommonOptions options, Terminal terminal)
    {
        var paths = CommonOptions.Several("path", "Digest files, or folders of them.", "PATH", mark: "-");
        var day = new Option<DateOnly?>("--day")
        {
            Description = "The day of these digest files (2026-01-28); wins over what they say.",
            HelpName = "DATE",
            CustomParser = result => CommandLineDates.Day(result),
        };
        var json = CommonOptions.Json();
        var command = new Command("import", "Take digest files into the store and report on each.") { paths, day, json };
        command.SetAction((result, token) =>
            RunAsync(options, result, terminal, result.GetRequiredValue(paths), result.GetValue(day), result.GetValue(json), token));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions options, ParseResult result, Terminal terminal, string[] paths, DateOnly? day, bool json, CancellationToken cancellationToken)
    {
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        var ingestor = new Ingestor(database, await MovableClock.OpenAsync(database, TimeProvider.System, cancellationToken), NullLogger<Ingestor>.Instance);
        var reports = new List<IngestReport>();
        foreach (var path in paths.SelectMany(path => Files(terminal.Resolve(path))))
        {
            var report = await Progress.WithBarAsync(
                terminal, Path.GetFileName(path), progress => ingestor.IngestFileAsync(path, day, progress, cancellationToken));
            reports.Add(report);
            if (!json)
                await terminal.Out.WriteLineAsync(IngestReportText.Of(report));
        }

        if (json)
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new ImportReport(reports), ImportReportJson.Readable.ImportReport));
        return reports.Any(report => report.Rejected.Count > 0) ? DigestBotCommandLine.Failed : DigestBotCommandLine.Done;
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];
}

internal sealed record ImportReport(IReadOnlyList<IngestReport> Files);

[JsonSerializable(typeof(ImportReport))]
internal sealed partial class ImportReportJson : JsonSerializerContext
{
    public static readonly ImportReportJson Readable = new(ReadableJson.Options());
}
