using DigestBot.Channels;
using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>
/// What a command says. Not understood means nothing was changed. Private answers are seen by the asker only, as far as the channel can.
/// <c>To</c>: elsewhere than where it was asked.
/// </summary>
public sealed record Answer(Message Message, bool Understood = true, bool Private = false)
{
    public Conversation? To { get; init; }

    /// <summary>Takes the place of the message whose button asked for it, where there is one (a card in another language).</summary>
    public bool Replaces { get; init; }

    /// <summary>The list of papers it shows, which <c>card 3</c> and <c>more</c> count in from now on.</summary>
    internal LastList? List { get; init; }

    /// <summary>A job does the rest and says it in this answer's place: the event stays open.</summary>
    internal bool GoesOn { get; init; }

    /// <summary>The answer itself, made in the transaction that writes it: what was prepared beforehand (files that were read) goes into the store with it.</summary>
    internal Func<CommandContext, CancellationToken, Task<Answer>>? Within { get; init; }

    /// <summary>What takes long and needs no view of the store, such as asking a model: done once this answer is on its way, and said in its place.</summary>
    internal Func<CancellationToken, Task<Answer>>? Later { get; init; }

    public static Answer Of(string text, params IReadOnlyList<Button> buttons) => new(Text(text, buttons));

    /// <summary>A mistake: said to the asker only, with what to type instead (manners 1).</summary>
    public static Answer Mistake(string text, params IReadOnlyList<Button> buttons) => new(Text(text, buttons), Understood: false, Private: true);

    /// <summary>Understood, but meant for the asker only.</summary>
    public static Answer Aside(string text, params IReadOnlyList<Button> buttons) => new(Text(text, buttons), Private: true);

    private static Message Text(string text, IReadOnlyList<Button> buttons) =>
        new(text, buttons.Count == 0 ? [new Section(text)] : [new Section(text), new Actions(buttons)]);
}
