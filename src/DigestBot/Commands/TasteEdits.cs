using DigestBot.Messages;
using DigestBot.Subscriptions;
using DigestBot.Taste;

namespace DigestBot.Commands;

/// <summary>Edits of a taste: more like, less like, forget. What was said last of some words holds.</summary>
internal static class TasteEdits
{
    public static async Task<Answer> ApplyAsync(CommandContext context, EditKind kind, string words, CancellationToken cancellationToken)
    {
        var wanted = TasteWords.IsAuthor(words) ? words : words.Trim('"', '“', '”', ' ');
        if (TasteWords.Features(wanted).Count == 0)
            return Answer.Mistake(string.Format(Strings.Taste_NoWords, Echo.Of(words)));
        var before = await BeforeAsync(context, cancellationToken);
        List<EditRow> edits = [.. before.Edits.Where(edit => !edit.Words.Equals(wanted, StringComparison.OrdinalIgnoreCase)), new EditRow(kind, wanted)];
        await new TasteStore(context.Session).SetEditsAsync(context.TasteOwner, edits, context.Now, cancellationToken);
        var said = string.Format(Text(kind), wanted);
        var undo = await context.UndoableAsync(said, new Before { Taste = before }, cancellationToken);
        return Answer.Of(string.Format(Strings.Taste_FromNext, said), new Button(Strings.Button_Taste, Strings.Verb_Taste), undo);
    }

    /// <summary>What a change of a taste replaces.</summary>
    public static async Task<TasteBefore> BeforeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var store = new TasteStore(context.Session);
        return new TasteBefore(context.TasteOwner, await store.EditsAsync(context.TasteOwner, cancellationToken), await store.StateAsync(context.TasteOwner, cancellationToken));
    }

    public static async Task RestoreAsync(CommandContext context, TasteBefore before, CancellationToken cancellationToken)
    {
        var store = new TasteStore(context.Session);
        await store.SetEditsAsync(before.Owner, before.Edits, context.Now, cancellationToken);
        await store.SetAsync(before.Owner, before.State, cancellationToken);
    }

    public static string Text(EditKind kind) => kind switch
    {
        EditKind.More => Strings.Taste_MoreOf,
        EditKind.Less => Strings.Taste_LessOf,
        _ => Strings.Taste_Forgotten,
    };

    public static IReadOnlyList<Button> Buttons(string words) =>
    [
        new Button(Strings.Button_MoreOfThis, $"{Strings.Verb_MoreLike} {words}"),
        new Button(Strings.Button_LessOfThis, $"{Strings.Verb_LessLike} {words}"),
        new Button(Strings.Button_ForgetThis, $"{Strings.Verb_Taste} forget {words}"),
    ];
}

/// <summary>Lifts papers with some words, by an author or of a category.</summary>
internal sealed class MoreLikeCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["more like", "多来点"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) => arguments.Length == 0
        ? await HelpCommand.OneAsync(context, this, cancellationToken)
        : await TasteEdits.ApplyAsync(context, EditKind.More, arguments, cancellationToken);
}

/// <summary>Lowers them.</summary>
internal sealed class LessLikeCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["less like", "少来点"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) => arguments.Length == 0
        ? await HelpCommand.OneAsync(context, this, cancellationToken)
        : await TasteEdits.ApplyAsync(context, EditKind.Less, arguments, cancellationToken);
}
