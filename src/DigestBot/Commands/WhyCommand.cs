using DigestBot.Digests;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Why a paper came here or did not: for each subscription what it matched and its rank, or the stage that stopped it.</summary>
internal sealed class WhyCommand : ICommand
{
    private const int MostSubscriptions = 8;

    public IReadOnlyList<string> Verbs { get; } = ["why", "为什么", "為什麼"];

    public bool OnlyReads => true;

    /// <summary>为什么模型会幻觉 is a topic.</summary>
    public bool Fits(string arguments) =>
        arguments.Length == 0 || PaperLookup.Names(arguments);

    public bool MayBeTopic(string arguments) => false;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        var (paper, instead) = await PaperLookup.FindAsync(context, arguments, Strings.Verb_Why, cancellationToken);
        if (paper is null)
            return instead!;

        var subscriptions = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        if (subscriptions.Count == 0)
            return Answer.Aside(string.Format(Strings.Why_NoSubscription, PaperCard.Title(paper)), HelpCommand.HowToSubscribe);

        var tracing = new Tracing(context.Session, context.Tastes);
        var traces = new List<Trace>();
        foreach (var subscription in subscriptions)
            traces.Add(await tracing.OfAsync(subscription, paper, cancellationToken));

        // What brought it first, then what will, then what stopped it.
        traces = [.. traces.OrderBy(trace => trace switch { Trace.Brought => 0, Trace.Coming => 1, _ => 2 })];
        string Said(Trace trace) => Sentence(trace, traces[0], AskFor(trace, paper));
        Block[] ask = traces.FirstOrDefault(trace => trace is Trace.Earlier) is { } earlier && traces[0] is not Trace.Coming
            ? [new Actions([new Button(AskFor(earlier, paper), AskFor(earlier, paper), ButtonStyle.Primary)])] : [];
        var more = traces.Count > MostSubscriptions ? [new SmallPrint(string.Format(Strings.Edit_AndMore, traces.Count - MostSubscriptions))] : Array.Empty<Block>();
        return new Answer(
            new Message(
                $"{PaperCard.Title(paper)} · {Said(traces[0])}",
                [
                    new Section(Inline.Link(PaperCard.Title(paper), paper.Link, TextStyle.Bold)),
                    new BulletList([.. traces.Take(MostSubscriptions).Select(trace => Inline.Bold(SubscriptionWords.Name(trace.Subscription)) + (RichText)$"\n{Said(trace)}")]),
                    .. more,
                    .. ask,
                ]),
            Private: true);
    }

    public static Button ButtonFor(Paper paper) => new(Strings.Button_Why, $"{Strings.Verb_Why} {PaperReference.Of(paper)}");

    /// <summary>What shows a paper that no digest brings.</summary>
    private static string AskFor(Trace trace, Paper paper) => $"{Strings.Verb_Digest} {trace.Subscription.Number} {paper.Day:yyyy-MM-dd}";

    /// <param name="trace">For one subscription.</param>
    /// <param name="first">For the one that says most.</param>
    /// <param name="askFor">What shows the paper all the same.</param>
    private static string Sentence(Trace trace, Trace first, string askFor)
    {
        var zone = trace.Subscription.Schedule.Zone;
        return trace switch
        {
            Trace.Brought { Problem: { } problem } brought =>
                string.Format(Strings.Why_Undelivered, SubscriptionWords.Moment(brought.DueAt, zone), problem),
            Trace.Brought brought => And(
                And(
                    string.Format(brought.Shown ? Strings.Why_Shown : Strings.Why_OverCap, SubscriptionWords.Moment(brought.DueAt, zone), brought.Place),
                    brought.Match is { } match ? MatchWords.Of(match) : Strings.Why_FilterChanged),
                ByTaste(brought.Taste, brought.Place)),
            Trace.Outside outside => string.Format(Strings.Why_Outside, MatchWords.Of(outside.Stopped)),
            Trace.SentHere here => string.Format(Strings.Why_SentHere, here.ByNumber, SubscriptionWords.Moment(here.DueAt, zone)),
            Trace.SentElsewhere elsewhere => string.Format(Strings.Why_Elsewhere, elsewhere.Name),
            Trace.Coming coming => And(
                And(
                    string.Format(coming.Shown ? Strings.Why_Coming : Strings.Why_ComingOverCap, coming.Place, SubscriptionWords.Next(trace.Subscription)),
                    MatchWords.Of(coming.Match)),
                ByTaste(coming.Taste, coming.Place)),
            Trace.Backfill => Strings.Why_Backfill,
            _ => first is Trace.Coming ? string.Format(Strings.Why_ByOther, first.Subscription.Number) : string.Format(Strings.Why_Earlier, askFor),
        };
    }

    /// <summary>What a taste did, in a sentence; nothing where it did nothing.</summary>
    private static string ByTaste(TasteTrace? taste, int place) => taste is null ? "" : string.Format(
        taste.Without == place ? Strings.Why_TasteLeft : Strings.Why_TasteMoved, taste.Without, place, string.Join(Strings.Words_ListSeparator, taste.Words));

    private static string And(string first, string second) => second.Length == 0 ? first : string.Format(Strings.Text_Sentences, first, second);
}
