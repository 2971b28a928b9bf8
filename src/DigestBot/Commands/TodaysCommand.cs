using System.Globalization;
using DigestBot.Ingestion;
using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary><c>todays 12</c>: a digest file whose papers are older is meant for today; the report's [This is today's] sends it.</summary>
internal sealed class TodaysCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["todays", "today's", "今日"];

    public bool Hidden => true;

    public bool Fits(string arguments) => long.TryParse(arguments, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        long.TryParse(arguments, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await new TodaysFile(context.Session, context.Now).MakeAsync(number, cancellationToken)
            ? Answer.Of(string.Format(CultureInfo.CurrentUICulture, Strings.Todays_Done, number))
            : Answer.Mistake(string.Format(CultureInfo.CurrentUICulture, Strings.Todays_Not, Echo.Of(arguments)), new Button(Strings.Status_Title, Strings.Verb_Status));
}
