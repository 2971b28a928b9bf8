using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>How many papers a digest shows: <c>top 2 15</c>, or <c>top 15</c> where there is one subscription.</summary>
internal sealed class TopCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["top", "篇数"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return new Answer(await HelpCommand.OneAsync(context, this, cancellationToken));

        var numbers = string.Join(' ', words[..^1]);
        var (pick, instead) = await SubscriptionPick.FromAsync(context, numbers, "top", onlyIfSure: true, cancellationToken);
        if (pick is null)
            return words.Length == 1 ? await WhichAsync(context, words[0], cancellationToken) : instead!;
        if (pick.Rest.Length > 0 || !int.TryParse(words[^1], out var top) || top is < 1 or > SubscriptionOptions.MostTop)
            return MistakeAnswer.Of(new BadNumber(pick.Rest.Length > 0 ? pick.Rest : words[^1], 1, SubscriptionOptions.MostTop), "top");
        return await SubscriptionEdit.ApplyAsync(
            context, pick.Picked, s => s with { Options = s.Options with { Top = top } }, $"top {arguments}", cancellationToken);
    }

    /// <summary>Only the limit was said and there are several subscriptions.</summary>
    private static async Task<Answer> WhichAsync(CommandContext context, string top, CancellationToken cancellationToken)
    {
        var all = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        return all.Count == 0
            ? Answer.Mistake(Strings.Pick_None, new Button(Strings.Button_HowToSubscribe, "help subscribe"))
            : Answer.Mistake(
                string.Format(Strings.Pick_Which, $"top {all[0].Number} {top}"),
                [.. all.Take(5).Select(s => new Button($"top {SubscriptionWords.Name(s)}", $"top {s.Number} {top}"))]);
    }
}
