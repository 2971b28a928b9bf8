using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>Makes the asker the owner: subscriptions outlive the people who made them.</summary>
internal sealed class TakeOverCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["take over", "takeover", "接管"];

    public bool Fits(string arguments) => SubscriptionPick.Begins(arguments);

    public bool MayBeTopic(string arguments) => false;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, Strings.Verb_TakeOver, onlyIfSure: true, cancellationToken);
        if (pick is null)
            return instead!;
        if (pick.Rest.Length > 0)
            return MistakeAnswer.Rest(pick.Rest, $"{Strings.Verb_TakeOver} {pick.Numbers}");
        if (pick.Picked.All(s => s.OwnerId == context.Person.Id))
            return Answer.Aside(string.Format(Strings.TakeOver_Already, SubscriptionWords.Names(pick.Picked)));
        var changed = await SubscriptionEdit.ApplyAsync(
            context, pick.Picked, s => s with { OwnerId = context.Person.Id }, $"{Strings.Verb_TakeOver} {pick.Numbers}", cancellationToken);
        var done = string.Format(Strings.TakeOver_Done, context.Person.Name);
        return changed with { Message = new Message($"{done} {SubscriptionWords.Names(pick.Picked)}", [new Section(done), .. changed.Message.Blocks.Skip(1)]) };
    }
}
