using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using DigestBot.Channels;
using DigestBot.Delivery;
using DigestBot.Digests.Watching;
using DigestBot.Ingestion;
using DigestBot.Messages;

namespace DigestBot.Host.Operator;

/// <summary>The operator's page as HTML. In English, like the command line and the logs; moments in UTC. Pure; every text is encoded.</summary>
internal static class OperatorPage
{
    private static readonly string Style = Resource("operator.css");

    /// <param name="view">How things stand.</param>
    /// <param name="done">What was just done from the page, or null.</param>
    /// <param name="secret">What the page's forms carry.</param>
    /// <param name="nonce">Of this answer's style.</param>
    public static string Render(OperatorView view, string? done, string secret, string nonce)
    {
        using var english = UiLanguage.Use("en");
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>DigestBot · operator</title><style nonce=\"{nonce}\">{Style}</style>");
        page.Append(CultureInfo.InvariantCulture, $"<main><h1>DigestBot</h1><p class=\"soft\">Version {ProgramVersion.Text}. As of {view.Now.UtcDateTime:ddd d MMM yyyy HH:mm:ss}; all times are UTC. {Text(Export(view))} <a href=\"/operator\">Look again</a> · <a href=\"/operator/jobs\">All jobs</a></p>");
        if (done is not null)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"done\" role=\"status\">{Text(done)}</p>");
        Figures(page, view);
        Attention(page, view, secret);
        page.Append("<section><h2>The last month</h2><div class=\"charts\">");
        Chart(page, "Papers by their day", view.PapersPerDay, view.Now);
        Chart(page, "Messages sent a day", view.MessagesPerDay, view.Now);
        page.Append("</div></section>");
        Course(page, view);
        return page.Append("</main>").ToString();
    }

    private static string Export(OperatorView view) => view.Collector is { } collector ? $"Metrics and traces go to {collector}." : "Metrics and traces are off.";

    private static void Figures(StringBuilder page, OperatorView view)
    {
        (long Number, string What, bool IsBad)[] figures =
        [
            (view.Undeliverable, "undeliverable", view.Undeliverable > 0),
            (view.Paused.Count, view.Paused.Count == 1 ? "paused delivery" : "paused deliveries", view.Paused.Count > 0),
            (view.Retrying, "tried again", false),
            (view.Waiting, "waiting", false),
            .. view.EditsWaiting > 0 ? [(view.EditsWaiting, view.EditsWaiting == 1 ? "correction waiting" : "corrections waiting", false)] : Array.Empty<(long, string, bool)>(),
            (view.Subscriptions, view.Subscriptions == 1 ? "subscription" : "subscriptions", false),
            (view.Papers, view.Papers == 1 ? "paper" : "papers", false),
            (view.Files, view.Files == 1 ? "digest file" : "digest files", false),
            .. view.FailedJobsCount > 0 ? [(view.FailedJobsCount, view.FailedJobsCount == 1 ? "failed job" : "failed jobs", true)] : Array.Empty<(long, string, bool)>(),
            .. view.UntakenCount > 0 ? [(view.UntakenCount, "not taken", true)] : Array.Empty<(long, string, bool)>(),
        ];
        page.Append("<ul class=\"figures\">");
        foreach (var (number, what, isBad) in figures)
            page.Append(CultureInfo.InvariantCulture, $"<li{(isBad ? " class=\"bad\"" : "")}><b>{number:N0}</b>{what}</li>");
        page.Append("</ul>");
    }

    /// <summary>What somebody may have to do something about.</summary>
    private static void Attention(StringBuilder page, OperatorView view, string secret)
    {
        var hidden = view.Undeliverable - view.DeadLetters.Count;
        Table(
            page, "Undeliverable messages",
            view.DeadLetters.Count == 0 ? "Everything was delivered, or still waits to be."
                : $"Send again once the reason is gone; a dropped digest's papers come again with the next.{(hidden > 0 ? $" {hidden:N0} more are not shown." : "")}",
            ["Message", "To", "Written", "Attempts", "Reason", ""],
            view.DeadLetters.Select(letter => Cells(
                $"{letter.Kind} {letter.Id}", letter.Place, Html.Of(letter.CreatedAt, view.Now), Html.Number(letter.Attempts), Reason.ForOperator(letter.Problem), Buttons(letter, secret))));
        Table(
            page, "Paused deliveries", view.Paused.Count == 0 ? "No destination refuses." : "They go on when somebody speaks there, or lets the bot in again.",
            ["Where", "Subscription", "Reason"],
            view.Paused.Select(pause => Cells(pause.Place, Html.Number(pause.Number), Reason.ForOperator(pause.Reason))));
        Table(
            page, "Tried again", view.Retries.Count == 0 ? "No attempt failed lately." : view.Retrying > view.Retries.Count ? $"The next of {view.Retrying:N0}." : null,
            ["Message", "To", "Attempts", "Next at", "Reason"],
            view.Retries.Select(retry => Cells($"{retry.Id}", retry.Place, Html.Number(retry.Attempts), retry.NotBefore > view.Now ? Html.Of(retry.NotBefore, view.Now) : "once its workspace takes messages", Reason.ForOperator(retry.Problem))));
        if (view.FailedJobs.Count > 0)
        {
            Table(
                page, "Failed jobs", "Their retries are used up. Under \"All jobs\", Failed, a job is run again with [Requeue jobs] or taken off this list with [Delete selected].",
                ["Job", "Failed", "Reason", "What to do"],
                view.FailedJobs.Select(job => Cells(job.Name, Html.Of(job.At, view.Now), Html.Bad(job.Problem), job.Remedy)));
        }

        if (view.UntakenCount > 0)
        {
            Table(
                page, "Files not taken",
                $"They lie in the inbox; each is tried again when it changes, and forgotten when it is gone.{(view.UntakenCount > view.Untaken.Count ? $" {view.UntakenCount - view.Untaken.Count:N0} more are not shown." : "")}",
                ["File", "Changed", "Reason"],
                view.Untaken.Select(file => Cells(file.Path, Html.Of(file.ModifiedAt, view.Now), file.Problem)));
        }

        if (view.EditsNotMade.Count > 0)
        {
            Table(
                page, "Corrections that could not be made", $"Of the last {Corrections.Days} days. These messages say what they said; nobody has to do anything.", ["Reason", "Messages"],
                view.EditsNotMade.Take(OperatorView.Rows).Select(reason => Cells(Reason.ForOperator(reason.Problem), Html.Number(reason.Edits))));
        }
    }

    /// <summary>What goes on by itself.</summary>
    private static void Course(StringBuilder page, OperatorView view)
    {
        Table(
            page, "Digest files expected",
            view.Sources.Count == 0 ? $"No source has come on enough days to be expected: one that came on {Expectation.FewestDays} is expected from then on." : null,
            ["Source", "State", "Came last", "Next by"],
            view.Sources.OrderBy(state => state.Late is null).Select(state => Cells(
                state.Source, State(state, view.Now), Html.Of(state.Last, view.Now), Html.Of(state.Next, view.Now))));
        Table(
            page, "Latest digest files",
            view.EmptyFiles > 0 ? $"{view.EmptyFiles:N0} empty {(view.EmptyFiles == 1 ? "file" : "files")} of the last {OperatorView.EmptyDays} days {(view.EmptyFiles == 1 ? "is" : "are")} left out." : view.Ingestions.Count == 0 ? "None yet." : null,
            ["File", "Format", "Day", "Entries", "New", "Rejected", "Taken"],
            view.Ingestions.Select(taken => Cells(
                taken.File.Name, taken.File.Format, $"{taken.File.Day:yyyy-MM-dd}", Html.Number(taken.Report.Entries), Html.Number(taken.Report.New), Rejected(taken.Report), Html.Of(taken.File.ImportedAt, view.Now))));
        Table(
            page, "Next digests", view.NextRuns.Count == 0 ? "None is due." : null, ["Due", "Subscriptions"],
            view.NextRuns.Select(run => Cells(Html.Of(run.Due, view.Now), Html.Number(run.Subscriptions))));
        if (view.Running.Count > 0)
        {
            Table(
                page, "Long jobs at work", null, ["Job", "Done", "Of"],
                view.Running.Select(job => Cells(InWords(job.Job), Html.Number(job.Done), Html.Number(job.Of))));
        }

        Table(
            page, "Jobs", view.Jobs.Count == 0 ? "None ran yet." : null, ["Job", "Last result", "Last run", "Took", "Next run"],
            view.Jobs.Select(job => Cells(
                InWords(job.Job), job.Problem is { } problem ? Html.Bad(problem) : "done", Html.Of(job.At, view.Now), $"{job.Took.TotalMilliseconds:N0} ms", Html.Of(job.Next, view.Now))));
    }

    /// <summary>PushDigestsJob: Push digests.</summary>
    private static string InWords(string job) => string.Concat(
        job.Replace("Job", "", StringComparison.Ordinal).Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>How many entries, and what is wrong with the first.</summary>
    private static Html Rejected(IngestReport report) => report.Rejected is [var first, ..]
        ? Html.Bad($"{report.Rejected.Count:N0}{(first.Line > 0 ? $", line {first.Line}" : "")}: {first.Reason}")
        : Html.Number(0);

    private static Html State(SourceState state, DateTimeOffset now) => state switch
    {
        { Expectation: null } => SourceWords.Standing(state, "UTC"),
        { Late: { } late } => new Html($"{Html.Bad("late").Markup}, expected by {Html.Of(late.Expected, now).Markup}{(late.InARow > 1 ? $", {late.InARow} times in a row" : "")}"),
        _ => SourceWords.Today(state) ?? "as expected",
    };

    /// <summary>A bar a day, the newest at the right; each says its number to who points at it.</summary>
    private static void Chart(StringBuilder page, string title, IReadOnlyDictionary<DateOnly, long> perDay, DateTimeOffset now)
    {
        const int Height = 60;
        var first = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - OperatorView.Days);
        var most = perDay.Values.DefaultIfEmpty().Max();
        page.Append(CultureInfo.InvariantCulture, $"<figure><svg viewBox=\"0 0 {OperatorView.Days * 10} {Height}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{Text(title)}, {first:d MMM} to today; at most {most:N0} a day\">");
        for (var i = 0; i < OperatorView.Days; i++)
        {
            if (perDay.GetValueOrDefault(first.AddDays(i)) is not (> 0 and var count))
                continue;
            var height = Math.Max(1, (double)count / most * Height);
            page.Append(CultureInfo.InvariantCulture, $"<rect x=\"{(i * 10) + 1}\" y=\"{Height - height:0.0}\" width=\"8\" height=\"{height:0.0}\"><title>{first.AddDays(i):yyyy-MM-dd}: {count:N0}</title></rect>");
        }

        page.Append(CultureInfo.InvariantCulture, $"</svg><figcaption>{Text(title)}, {first:d MMM} to today; at most {most:N0}</figcaption></figure>");
    }

    private static void Table(StringBuilder page, string title, string? said, string[] heads, IEnumerable<Html[]> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section><h2>{title}</h2>");
        if (said is not null)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{Text(said)}</p>");
        var body = string.Concat(rows.Select(cells => $"<tr>{string.Concat(cells.Zip(heads, (cell, head) => $"<td data-label=\"{head}\">{cell.Markup}</td>"))}</tr>"));
        if (body.Length > 0)
            page.Append(CultureInfo.InvariantCulture, $"<table><thead><tr>{string.Concat(heads.Select(head => head.Length > 0 ? $"<th scope=\"col\">{head}</th>" : "<th scope=\"col\"><span class=\"spoken\">What to do</span></th>"))}</tr></thead><tbody>{body}</tbody></table>");
        page.Append("</section>");
    }

    private static Html[] Cells(params Html[] cells) => cells;

    private static Html Buttons(DeadLetter letter, string secret) => new(Button(letter, "resend", "Resend", "", secret) + Button(letter, "drop", "Drop", " class=\"danger\"", secret));

    private static string Button(DeadLetter letter, string what, string label, string style, string secret) =>
        $"<form method=\"post\" action=\"/operator/letters/{letter.Id}/{what}\"><input type=\"hidden\" name=\"secret\" value=\"{secret}\"><button{style} aria-label=\"{label} message {letter.Id}\">{label}</button></form>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>Markup that is safe to write: texts become it by being encoded.</summary>
    private readonly record struct Html(string Markup)
    {
        public static implicit operator Html(string text) => new(Text(text));

        public static Html Number(long number) => new($"<span class=\"number\">{number.ToString("N0", CultureInfo.InvariantCulture)}</span>");

        public static Html Bad(string text) => new($"<span class=\"bad\">{Text(text)}</span>");

        /// <summary>Today's by the clock, others by the day; exact for who points at it.</summary>
        public static Html Of(DateTimeOffset? moment, DateTimeOffset now) => moment is not { UtcDateTime: var at }
            ? new Html("–")
            : new Html($"<time datetime=\"{at:yyyy-MM-ddTHH:mm:ssZ}\" title=\"{at:yyyy-MM-dd HH:mm:ss} UTC\">{at.ToString(at.Date == now.UtcDateTime.Date ? "HH:mm:ss" : "ddd d MMM HH:mm", CultureInfo.InvariantCulture)}</time>");
    }
}
