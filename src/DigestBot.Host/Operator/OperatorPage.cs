using System.Globalization;
using System.Net;
using System.Text;
using DigestBot.Delivery;

namespace DigestBot.Host.Operator;

/// <summary>The operator's page as HTML. In English, like the command line and the logs. Pure; every text is encoded.</summary>
internal static class OperatorPage
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --soft: #888; --mark: #2563eb; --bad: #b91c1c }
        @media (prefers-color-scheme: dark) { :root { --mark: #7aa2ff; --bad: #ff8a80 } }
        body { font: 15px/1.45 system-ui, sans-serif; max-width: 66rem; margin: 1.5rem auto; padding: 0 1rem }
        h1 { font-size: 1.3rem; margin: 0 } h2 { font-size: 1rem; margin: 1.8rem 0 .4rem }
        .soft { color: var(--soft) } .bad { color: var(--bad) }
        .figures { display: flex; flex-wrap: wrap; gap: .8rem; margin: 1rem 0 }
        .figures div { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .9rem; min-width: 6rem }
        .figures b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums }
        .charts { display: flex; flex-wrap: wrap; gap: 2rem } .charts figure { margin: 0; flex: 1 1 22rem }
        svg { width: 100%; height: 6rem; display: block } rect { fill: var(--mark) } figcaption { color: var(--soft); font-size: .85rem }
        .wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top } th { font-weight: 600 }
        form { display: inline } button { font: inherit; padding: .1rem .7rem; margin-right: .3rem }
        """;

    public static string Render(OperatorView view, string secret, string nonce)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>DigestBot · operator</title><style nonce=\"{nonce}\">{Style}</style>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>DigestBot</h1><div class=\"soft\">{Moment(view.Now)}</div><div class=\"figures\">");
        Figure(page, view.Papers, "papers");
        Figure(page, view.Files, "digest files");
        Figure(page, view.Subscriptions, "subscriptions");
        Figure(page, view.Waiting, "messages waiting");
        Figure(page, view.Retrying, "of them retried");
        Figure(page, view.DeadLetters.Count, "undeliverable", isBad: view.DeadLetters.Count > 0);
        Figure(page, view.Paused.Count, "paused deliveries", isBad: view.Paused.Count > 0);
        page.Append("</div><div class=\"charts\">");
        Chart(page, "Papers by their day", view.PapersPerDay, view.Now);
        Chart(page, "Messages sent a day", view.MessagesPerDay, view.Now);
        page.Append("</div>");
        Table(page, "Undeliverable messages", ["Message", "To", "Written", "Attempts", "Reason", ""], view.DeadLetters.Select(letter => Row(
            Text($"{letter.Id} {letter.Kind}"), Text(letter.Place), Moment(letter.CreatedAt), Text($"{letter.Attempts}"), Text(letter.Problem), Buttons(letter, secret))));
        Table(page, "Paused deliveries", ["Where", "Subscription", "Reason"], view.Paused.Select(pause => Row(Text(pause.Place), Text($"{pause.Number}"), Text(pause.Reason))));
        Table(page, "Retries", ["Message", "To", "Attempts", "Next at", "Reason"], view.Retries.Select(retry => Row(
            Text($"{retry.Id}"), Text(retry.Place), Text($"{retry.Attempts}"), Moment(retry.NotBefore), Text(retry.Problem))));
        Table(page, "Next runs", ["Due", "Subscriptions"], view.NextRuns.Select(run => Row(Moment(run.Due), Text($"{run.Subscriptions:N0}"))));
        Table(page, "Latest digest files", ["File", "Format", "Day", "Taken"], view.Ingestions.Select(file => Row(
            Text(file.Name), Text(file.Format), Text($"{file.Day:yyyy-MM-dd}"), Moment(file.ImportedAt))));
        Table(page, "Jobs", ["Job", "Last run", "Took", "Result"], view.Jobs.Select(job => Row(
            Text(job.Job), Moment(job.At), Text($"{job.Took.TotalMilliseconds:N0} ms"), job.Problem is { } problem ? $"<span class=\"bad\">{Text(problem)}</span>" : "done")));
        return page.ToString();
    }

    private static void Figure(StringBuilder page, long number, string what, bool isBad = false) =>
        page.Append(CultureInfo.InvariantCulture, $"<div{(isBad ? " class=\"bad\"" : "")}><b>{number:N0}</b>{what}</div>");

    /// <summary>A bar a day, the newest at the right; each says its number to who points at it.</summary>
    private static void Chart(StringBuilder page, string title, IReadOnlyDictionary<DateOnly, long> perDay, DateTimeOffset now)
    {
        const int Height = 60;
        var first = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - OperatorView.Days);
        var most = Math.Max(1, perDay.Values.DefaultIfEmpty().Max());
        page.Append(CultureInfo.InvariantCulture, $"<figure><svg viewBox=\"0 0 {OperatorView.Days * 10} {Height}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{Text(title)}, the last {OperatorView.Days} days\">");
        for (var i = 0; i < OperatorView.Days; i++)
        {
            var count = perDay.GetValueOrDefault(first.AddDays(i));
            var height = count == 0 ? 0.5 : Math.Max(1, (double)count / most * Height);
            page.Append(CultureInfo.InvariantCulture, $"<rect x=\"{(i * 10) + 1}\" y=\"{Height - height:0.0}\" width=\"8\" height=\"{height:0.0}\"><title>{first.AddDays(i):yyyy-MM-dd}: {count:N0}</title></rect>");
        }

        page.Append(CultureInfo.InvariantCulture, $"</svg><figcaption>{Text(title)}, {first:d MMM} to today; the highest bar is {perDay.Values.DefaultIfEmpty().Max():N0}</figcaption></figure>");
    }

    private static void Table(StringBuilder page, string title, IReadOnlyList<string> heads, IEnumerable<string> rows)
    {
        var body = string.Concat(rows);
        page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>");
        page.Append(body.Length == 0
            ? "<div class=\"soft\">None.</div>"
            : $"<div class=\"wide\"><table><tr>{string.Concat(heads.Select(head => $"<th>{head}</th>"))}</tr>{body}</table></div>");
    }

    private static string Row(params string[] cells) => $"<tr>{string.Concat(cells.Select(cell => $"<td>{cell}</td>"))}</tr>";

    private static string Buttons(DeadLetter letter, string secret) => Button(letter, "resend", "Resend", secret) + Button(letter, "drop", "Drop", secret);

    private static string Button(DeadLetter letter, string what, string label, string secret) =>
        $"<form method=\"post\" action=\"/operator/letters/{letter.Id}/{what}\"><input type=\"hidden\" name=\"secret\" value=\"{secret}\"><button>{label}</button></form>";

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
