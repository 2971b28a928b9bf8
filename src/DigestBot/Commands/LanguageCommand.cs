using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>The language of summaries, and of the bot where it speaks it: one's own in a direct chat, the conversation's in a shared one.</summary>
internal sealed class LanguageCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["language", "lang", "语言"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return new Answer(await HelpCommand.OneAsync(context, this, cancellationToken));
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Languages.Find(words[^1]) is not { } language)
            return MistakeAnswer.Of(new UnknownLanguage(words[^1]), "language");
        if (words.Length == 1)
            return await Preference.SetAsync(context, $"language {arguments}", language, zone: null, cancellationToken);

        var (pick, instead) = await SubscriptionPick.FromAsync(context, string.Join(' ', words[..^1]), "language", onlyIfSure: true, cancellationToken);
        if (pick is null)
            return instead!;
        return pick.Rest.Length > 0
            ? MistakeAnswer.Of(new UnknownLanguage(pick.Rest), "language")
            : await SubscriptionEdit.ApplyAsync(
                context, pick.Picked, s => s with { Options = s.Options with { Language = language } }, $"language {arguments}", cancellationToken);
    }
}
