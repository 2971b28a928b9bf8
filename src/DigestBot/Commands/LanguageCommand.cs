using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>The language of summaries, and of the bot where it speaks it: one's own in a direct chat, the conversation's in a shared one.</summary>
internal sealed class LanguageCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["language", "lang", "语言"];

    /// <summary>"language models" is a topic.</summary>
    public bool Fits(string arguments) => arguments.Length == 0 || Languages.Find(arguments.Split(' ')[^1]) is not null;

    public bool MayBeTopic(string arguments) => !Languages.IsOther(arguments);

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Languages.Find(words[^1]) is not { } language)
            return Unknown(words[^1]);
        if (words.Length == 1)
            return await Preference.SetAsync(context, $"{Strings.Verb_Language} {arguments}", language, zone: null, cancellationToken);

        var (pick, instead) = await SubscriptionPick.FromAsync(context, string.Join(' ', words[..^1]), Strings.Verb_Language, onlyIfSure: true, cancellationToken, words[^1]);
        if (pick is null)
            return instead!;
        return pick.Rest.Length > 0
            ? Unknown(pick.Rest)
            : await SubscriptionEdit.ApplyAsync(
                context, pick.Picked, s => s with { Options = s.Options with { Language = language } }, $"{Strings.Verb_Language} {arguments}", cancellationToken);
    }

    private static Answer Unknown(string word) =>
        MistakeAnswer.Try(MistakeAnswer.Sentence(new UnknownLanguage(word)), $"{Strings.Verb_Language} en", $"{Strings.Verb_Language} zh");
}
