using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Ends pauses; the next digest covers the pause, too, ranked and capped.</summary>
internal sealed class ResumeCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["resume", "unpause", "恢复"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, "resume", onlyIfSure: false, cancellationToken);
        if (pick is null)
            return instead!;
        if (pick.Rest.Length > 0)
            return Answer.Mistake(string.Format(Strings.Unsubscribe_Rest, pick.Rest, "resume"));
        var paused = pick.Picked.Where(s => s.State != SubscriptionState.Active).ToList();
        return paused.Count == 0
            ? Answer.Aside(Strings.Resume_NothingPaused, new Button(Strings.Button_List, "list"))
            : await SubscriptionEdit.ApplyAsync(context, paused, s => s.Resumed(context.Now), $"resume {arguments}".TrimEnd(), cancellationToken);
    }
}
