using DigestBot.Digests;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Exactly what the next run would send, by the same code; nothing is sent or recorded.</summary>
internal sealed class PreviewCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["preview", "预览"];

    public bool OnlyReads => true;

    public bool Fits(string arguments) => SubscriptionPick.Begins(arguments);

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, Strings.Verb_Preview, onlyIfSure: true, cancellationToken);
        if (pick is null)
            return instead!;
        if (pick.Rest.Length > 0)
            return MistakeAnswer.Rest(pick.Rest, $"{Strings.Verb_Preview} {pick.Picked[0].Number}");

        var subscription = pick.Picked[0];
        var composition = await new DigestMaker(context.Session, tastes: context.Tastes).PreviewAsync(subscription, cancellationToken);
        long[] ids = [.. composition.Shown.Select(p => p.Id), .. composition.OverCap.Select(p => p.Id)];
        var list = new LastList(ids, Strings.More_TitleDigest, composition.Coverage.Shown, ids.Length, context.Now);
        using (UiLanguage.Use(subscription.Options.Language))
        {
            var digest = DigestMessage.Compose(subscription, composition);
            var note = string.Format(Strings.Preview_Note, SubscriptionWords.Name(subscription), SubscriptionWords.Next(subscription));
            return new Answer(digest with { Blocks = [new SmallPrint(note), .. digest.Blocks, .. MoreCommand.ButtonRow(list)] }) { List = list };
        }
    }
}
