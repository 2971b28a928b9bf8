using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Subscriptions;
using DigestBot.Taste;

namespace DigestBot.Commands;

/// <summary>What the bot believes of one's taste, or of a shared conversation's, and switching it off and on, beginning anew, giving papers as examples.</summary>
internal sealed class TasteCommand : ICommand
{
    /// <summary>Papers named for a feature.</summary>
    private const int MostTitles = 2;

    public IReadOnlyList<string> Verbs { get; } = ["taste", "口味"];

    /// <summary>"taste prediction" is a topic.</summary>
    public bool Fits(string arguments) => arguments.Length == 0 || Split(arguments).First is "on" or "off" or "reset" or "from" or "forget" or "开" or "关" or "重置" or "来自" or "忘记";

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (first, rest) = Split(arguments);
        return (first, rest) switch
        {
            ("", _) => await ShowAsync(context, cancellationToken),
            ("off" or "关", "") => await SwitchAsync(context, isOff: true, cancellationToken),
            ("on" or "开", "") => await SwitchAsync(context, isOff: false, cancellationToken),
            ("reset" or "重置", "") => Ask(),
            ("reset" or "重置", "yes" or "是") => await ResetAsync(context, cancellationToken),
            ("from" or "来自", { Length: > 0 }) => await FromAsync(context, rest, cancellationToken),
            ("forget" or "忘记", { Length: > 0 }) => await TasteEdits.ApplyAsync(context, EditKind.Forget, rest, cancellationToken),
            _ => await HelpCommand.OneAsync(context, this, cancellationToken),
        };
    }

    private static (string First, string Others) Split(string arguments)
    {
        var words = arguments.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (words.Length > 0 ? words[0].ToLowerInvariant() : "", words.Length > 1 ? words[1] : "");
    }

    private static async Task<Answer> ShowAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var store = new TasteStore(context.Session);
        var owner = context.TasteOwner;
        if ((await store.StateAsync(owner, cancellationToken)).IsOff)
            return Personal(context, Answer.Of(Strings.Taste_IsOff, new Button($"{Strings.Verb_Taste} on", $"{Strings.Verb_Taste} on", ButtonStyle.Primary)));
        var learnt = await LearntTaste.ReadAsync(context.Session, context.Tastes, owner, cancellationToken);
        var edits = await store.EditsAsync(owner, cancellationToken);
        if (learnt.Papers == 0 && edits.Count == 0)
            return Personal(context, Answer.Of(owner.IsShared ? Strings.Taste_EmptyShared : Strings.Taste_Empty));

        var title = owner.IsShared ? Strings.Taste_TitleShared : Strings.Taste_Title;
        var blocks = new List<Block> { new Heading(title) };
        foreach (var kind in learnt.Features.GroupBy(feature => feature.Kind is FeatureKind.Phrase ? FeatureKind.Word : feature.Kind))
        {
            blocks.Add(new Section(Inline.Bold(Heading(kind.Key))));
            blocks.AddRange(kind.Select(Row));
        }

        if (edits.Count > 0)
        {
            blocks.Add(new Section(Inline.Bold(Strings.Taste_Said)));
            blocks.AddRange(edits.Select(edit => new Section(string.Format(TasteEdits.Text(edit.Kind), edit.Words)) { Buttons = TasteEdits.Buttons(edit.Words) }));
        }

        blocks.Add(new SmallPrint(string.Format(Strings.Taste_LearntFrom, Counted.Papers(learnt.Papers))));
        blocks.Add(new Actions(
        [
            new Button($"{Strings.Verb_Taste} off", $"{Strings.Verb_Taste} off"),
            new Button($"{Strings.Verb_Taste} reset", $"{Strings.Verb_Taste} reset"),
        ]));
        return Personal(context, new Answer(new Message(title, blocks)));
    }

    private static string Heading(FeatureKind kind) => kind switch
    {
        FeatureKind.Author => Strings.Taste_Authors,
        FeatureKind.Category => Strings.Taste_Categories,
        _ => Strings.Taste_Words,
    };

    private static Section Row(LearntFeature feature)
    {
        var titles = feature.From.Take(MostTitles).Select(PaperCard.Title);
        var more = feature.From.Count > MostTitles ? string.Format(Strings.Edit_AndMore, feature.From.Count - MostTitles) : "";
        var from = string.Join(Strings.Words_ItemSeparator, more.Length > 0 ? titles.Append(more) : titles);
        return new Section(Inline.Code(feature.Name) + (RichText)$"\n{string.Format(Strings.Taste_From, from)}")
        {
            Buttons = TasteEdits.Buttons(feature.Kind == FeatureKind.Author ? TasteWords.Author(feature.Name) : feature.Name),
        };
    }

    /// <summary>A person's taste is for them; a shared conversation's concerns all who are there.</summary>
    private static Answer Personal(CommandContext context, Answer answer) => context.Conversation.IsShared ? answer : answer with { Private = true };

    private static async Task<Answer> SwitchAsync(CommandContext context, bool isOff, CancellationToken cancellationToken)
    {
        var store = new TasteStore(context.Session);
        var before = await TasteEdits.BeforeAsync(context, cancellationToken);
        await store.SetAsync(context.TasteOwner, before.State with { IsOff = isOff }, cancellationToken);
        var undo = await context.UndoableAsync($"{Strings.Verb_Taste} {(isOff ? "off" : "on")}", new Before { Taste = before }, cancellationToken);
        return Personal(context, Answer.Of(isOff ? Strings.Taste_Off : Strings.Taste_On, undo));
    }

    private static Answer Ask() => Answer.Aside(
        Strings.Taste_AskReset, new Button($"{Strings.Verb_Taste} reset", $"{Strings.Verb_Taste} reset yes", ButtonStyle.Danger), new Button(Strings.Taste_Keep, Strings.Verb_Taste));

    private static async Task<Answer> ResetAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await new TasteStore(context.Session).ResetAsync(context.TasteOwner, context.Now, cancellationToken);
        return Personal(context, Answer.Of(Strings.Taste_ResetDone));
    }

    /// <summary>All of them are known, or nothing is done.</summary>
    private static async Task<Answer> FromAsync(CommandContext context, string words, CancellationToken cancellationToken)
    {
        var papers = new List<Paper>();
        foreach (var word in words.Split([' ', ',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ArxivId.TryParse(word, out var id) && !PaperReference.TryParse(word, out _) && !int.TryParse(word.TrimStart('#'), out _))
                return MistakeAnswer.Rest(word, $"{Strings.Verb_Taste} from");
            var (paper, instead) = await PaperLookup.FindAsync(context, word, $"{Strings.Verb_Taste} from", cancellationToken);
            if (paper is null)
                return instead!;
            papers.Add(paper);
        }

        var given = papers.DistinctBy(paper => paper.Id).Select(paper => new GivenPaper(paper.Id, paper.Title, string.Join('\n', paper.Abstract))).ToList();
        return await TasteExamples.GiveAsync(context, given, cancellationToken);
    }
}
