using System.Globalization;
using DigestBot.Ingestion;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Commands;

/// <summary><c>report 12</c>: the whole report of a digest file; the short one's [Details] sends it.</summary>
internal sealed class ReportCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["report", "报告"];

    public bool OnlyReads => true;

    public bool Hidden => true;

    /// <summary>报告生成 is a topic.</summary>
    public bool Fits(string arguments) => arguments.Length == 0 || long.TryParse(arguments, out _);

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var files = new DigestFileStore(context.Session);
        var file = arguments.Length == 0
            ? await files.LatestAsync(cancellationToken)
            : long.TryParse(arguments, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? await files.FindAsync(number, cancellationToken) : null;
        return file is null
            ? Answer.Mistake(string.Format(CultureInfo.CurrentUICulture, Strings.Report_Unknown, arguments), new Button(Strings.Status_Title, Strings.Verb_Status))
            : new Answer(ReportMessage.Whole(file.Id, IngestReportJson.Read(file.Report) with { Backfill = file.Backfill }, SubscriptionWords.Moment(file.ImportedAt, context.Zone)));
    }
}
