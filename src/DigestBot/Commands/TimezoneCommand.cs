using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>The zone schedules are read in: one's own in a direct chat, the conversation's in a shared one (decision 9).</summary>
internal sealed class TimezoneCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["timezone", "tz", "time zone", "时区"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return new Answer(await HelpCommand.OneAsync(context, this, cancellationToken));
        return Zones.Find(arguments) is { } zone
            ? await Preference.SetAsync(context, $"timezone {arguments}", language: null, zone, cancellationToken)
            : MistakeAnswer.Of(new UnknownZone(arguments, Zones.Near(arguments)), "timezone");
    }
}
