using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Ends pauses; the next digest covers the pause, too, ranked and capped.</summary>
internal sealed class ResumeCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["resume", "unpause", "恢复"];

    /// <summary>恢复图像 is a topic.</summary>
    public bool Fits(string arguments) => SubscriptionPick.Begins(EverythingWord.AsAll(arguments));

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (pick, instead) = await SubscriptionPick.FromAsync(context, EverythingWord.AsAll(arguments), Strings.Verb_Resume, onlyIfSure: false, cancellationToken);
        if (pick is null)
            return instead!;
        if (pick.Rest.Length > 0)
            return MistakeAnswer.Rest(pick.Rest, Strings.Verb_Resume);
        var paused = pick.Picked.Where(s => s.State != SubscriptionState.Active).ToList();
        return paused.Count == 0
            ? Answer.Aside(Strings.Resume_NothingPaused, new Button(Strings.Button_List, Strings.Verb_List))
            : await SubscriptionEdit.ApplyAsync(context, paused, s => s.Resumed(context.Now), $"{Strings.Verb_Resume} {arguments}".TrimEnd(), cancellationToken);
    }
}
