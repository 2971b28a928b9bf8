using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>Makes the asker the owner: subscriptions outlive the people who made them.</summary>
internal sealed class TakeOverCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["take over", "takeover", "接管"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, "take over", onlyIfSure: true, cancellationToken);
        if (pick is null)
            return instead!;
        if (pick.Rest.Length > 0)
            return Answer.Mistake(string.Format(Strings.Unsubscribe_Rest, pick.Rest, $"take over {pick.Picked[0].Number}"));
        if (pick.Picked.All(s => s.OwnerId == context.Person.Id))
            return Answer.Aside(string.Format(Strings.TakeOver_Already, string.Join("; ", pick.Picked.Select(SubscriptionWords.Name))));
        return await SubscriptionEdit.ApplyAsync(
            context, pick.Picked, s => s with { OwnerId = context.Person.Id }, $"take over {arguments}", cancellationToken) is var done
            ? done with { Message = done.Message with { Blocks = [new Section(string.Format(Strings.TakeOver_Done, context.Person.Name)), .. done.Message.Blocks.Skip(1)] } }
            : done;
    }
}
