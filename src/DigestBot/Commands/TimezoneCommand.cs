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
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        return Zones.Find(arguments) is { } zone
            ? await Preference.SetAsync(context, $"{Strings.Verb_Timezone} {arguments}", language: null, zone, cancellationToken)
            : Zones.Several(arguments) is { Count: > 0 } several ? Which(arguments, several) : Unknown(new UnknownZone(arguments, Zones.Near(arguments)));
    }

    private static Answer Which(string typed, IReadOnlyList<string> several) => MistakeAnswer.Try(
        string.Format(Strings.Timezone_Which, Echo.Of(typed), string.Join(Strings.Words_ListSeparator, several)), [.. several.Select(zone => $"{Strings.Verb_Timezone} {zone}")]);

    private static Answer Unknown(UnknownZone mistake) => MistakeAnswer.Try(
        MistakeAnswer.Sentence(mistake),
        [.. (mistake.Suggestions.Count > 0 ? mistake.Suggestions : ["Europe/Berlin"]).Select(zone => $"{Strings.Verb_Timezone} {zone}")]);
}
