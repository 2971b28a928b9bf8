using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>How many papers a digest shows: <c>top 2 15</c>, or <c>top 15</c> where there is one subscription.</summary>
internal sealed class TopCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["top", "篇数"];

    /// <summary>"top quark" is a topic.</summary>
    public bool Fits(string arguments) => arguments.Length == 0 || int.TryParse(WithoutBetter(arguments.Split(' '))[^1], out _);

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        var better = WithoutBetter(words).Length < words.Length;
        words = WithoutBetter(words);

        if (!int.TryParse(words[^1], out var top) || top is < 1 or > SubscriptionOptions.MostTop)
            return TooMany(words[^1], words.Length == 2 ? words[0] : "");
        var numbers = string.Join(' ', words[..^1]);
        var (pick, instead) = await SubscriptionPick.FromAsync(context, numbers, Strings.Verb_Top, onlyIfSure: true, cancellationToken, words[^1]);
        if (pick is null)
            return instead!;
        if (pick.Rest.Length > 0)
            return TooMany(pick.Rest, "");
        return await SubscriptionEdit.ApplyAsync(
            context, pick.Picked, s => s with { Options = s.Options with { Top = top, OnlyClear = better } }, $"{Strings.Verb_Top} {arguments}", cancellationToken);
    }

    /// <summary><c>top 10 or better</c>.</summary>
    private static string[] WithoutBetter(string[] words) => words is [_, .., "or", "better"] ? words[..^2] : words is [_, .., "或更好"] ? words[..^1] : words;

    private static Answer TooMany(string word, string number) => MistakeAnswer.Of(
        new BadNumber(word, 1, SubscriptionOptions.MostTop) { Corrected = SubscriptionOptions.DefaultTop.ToString() },
        Strings.Verb_Top, int.TryParse(number.TrimStart('#'), out _) ? number : "");
}
