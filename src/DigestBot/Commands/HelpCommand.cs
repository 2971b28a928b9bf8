using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>One line per verb; for one verb its grammar, examples and how things stand here.</summary>
internal sealed class HelpCommand(CommandSet commands) : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["help", "?", "what can you do", "帮助", "幫助", "你能做什么"];

    public bool OnlyReads => true;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await AllAsync(context, cancellationToken);
        if (commands.Find(arguments) is { } known && !known.Command.Hidden)
            return await OneAsync(context, known.Command, cancellationToken);
        return commands.Suggest(arguments) is { } verb
            ? Answer.Mistake(string.Format(Strings.Help_DidYouMean, Echo.Of(arguments), verb), new Button($"{Strings.Verb_Help} {verb}", $"{Strings.Verb_Help} {verb}", ButtonStyle.Primary))
            : Answer.Mistake(string.Format(Strings.Help_UnknownVerb, Echo.Of(arguments), Strings.Verb_Help), new Button(Strings.Verb_Help, Strings.Verb_Help));
    }

    /// <summary>
    /// A verb's help with the state of this conversation: also what a bare verb answers (manners 3). Help is for who asked: others need not read it.
    /// </summary>
    public static async Task<Answer> OneAsync(CommandContext context, ICommand command, CancellationToken cancellationToken)
    {
        var name = command.Verbs[0];
        var verb = Verb(name);
        var line = Line(name);
        var blocks = new List<Block> { new Section(Inline.Bold(verb) + (RichText)$" — {line}") };
        blocks.Add(new BulletList([.. Text("HelpMore_", name).Split(" | ", StringSplitOptions.TrimEntries).Select(part => (RichText)Inline.Code(part))]));
        var others = command.Verbs.Where(other => other != verb).ToList();
        if (others.Count > 0)
            blocks.Add(new SmallPrint(string.Format(Strings.Help_AlsoCalled, string.Join(", ", others))));
        blocks.Add(new SmallPrint(await StateAsync(context, cancellationToken)));
        if (command is SubscribeCommand)
            blocks.Add(new Actions([SubscribeForm]));
        return new Answer(new Message($"{verb}: {line}", blocks), Private: true);
    }

    public static Button SubscribeForm => new(Strings.Button_SubscribeForm, Strings.Verb_Subscribe, ButtonStyle.Primary) { OpensForm = true };

    public static Button HowToSubscribe => new(Strings.Button_HowToSubscribe, $"{Strings.Verb_Help} {Strings.Verb_Subscribe}");

    /// <summary>A verb as the reader types it.</summary>
    public static string Verb(string name) => Text("Verb_", name);

    /// <summary>What a verb does.</summary>
    public static string Line(string name) => Text("Help_", name);

    private async Task<Answer> AllAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var lines = commands.All.Where(command => !command.Hidden)
            .Select(command => Inline.Code(Verb(command.Verbs[0])) + (RichText)$" — {Line(command.Verbs[0])}").ToList();
        return new Answer(new Message(Strings.Help_Title,
        [
            new Heading(Strings.Help_Title),
            new BulletList(lines),
            new SmallPrint(string.Format(Strings.Help_OneVerb, $"{Strings.Verb_Help} {Strings.Verb_Subscribe}")),
            new SmallPrint(await StateAsync(context, cancellationToken)),
            new Actions([SubscribeForm, HowToSubscribe, new Button(Strings.Button_Categories, Strings.Verb_Categories)]),
        ]), Private: true);
    }

    private static async Task<string> StateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var subscriptions = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        return string.Format(Strings.Help_State, Counted.Papers(await context.Papers.CountAsync(cancellationToken)), Counted.Subscriptions(subscriptions.Count), context.Zone, LanguageName.ForReader(context.Language));
    }

    /// <summary>Keys are <c>Help_TakeOver</c> for "take over".</summary>
    private static string Text(string prefix, string verb)
    {
        var key = prefix + string.Concat(verb.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return Strings.ResourceManager.GetString(key, System.Globalization.CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text {key}.");
    }
}
