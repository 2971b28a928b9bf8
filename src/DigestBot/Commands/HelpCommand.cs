using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>One line per verb; for one verb its grammar, examples and how things stand here.</summary>
internal sealed class HelpCommand(CommandSet commands) : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["help", "?", "hi", "hello", "帮助", "你好"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await AllAsync(context, cancellationToken);
        if (commands.Find(arguments) is { } known && !known.Command.Hidden)
            return new Answer(await OneAsync(context, known.Command, cancellationToken));
        return commands.Suggest(arguments) is { } verb
            ? Answer.Mistake(string.Format(Strings.Help_DidYouMean, arguments, verb), new Button($"help {verb}", $"help {verb}", ButtonStyle.Primary))
            : Answer.Mistake(string.Format(Strings.Help_UnknownVerb, arguments), new Button("help", "help"));
    }

    /// <summary>A verb's help with the state of this conversation: also what a bare verb answers (manners 3).</summary>
    public static async Task<Message> OneAsync(CommandContext context, ICommand command, CancellationToken cancellationToken)
    {
        var name = command.Verbs[0];
        var line = Text("Help_", name);
        var blocks = new List<Block> { new Section(Inline.Bold(name) + (RichText)$" — {line}") };
        blocks.AddRange(Text("HelpMore_", name).Split('|', StringSplitOptions.TrimEntries).Select(part => new Section(Inline.Code(part))));
        if (command.Verbs.Count > 1)
            blocks.Add(new SmallPrint(string.Format(Strings.Help_AlsoCalled, string.Join(", ", command.Verbs.Skip(1)))));
        blocks.Add(new SmallPrint(await StateAsync(context, cancellationToken)));
        return new Message($"{name}: {line}", blocks);
    }

    private async Task<Answer> AllAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var lines = commands.All.Where(command => !command.Hidden)
            .Select(command => Inline.Code(command.Verbs[0]) + (RichText)$" — {Text("Help_", command.Verbs[0])}").ToList();
        return new Answer(new Message(Strings.Help_Title,
        [
            new Heading(Strings.Help_Title),
            new BulletList(lines),
            new SmallPrint(await StateAsync(context, cancellationToken)),
            new Actions([new Button(Strings.Button_HowToSubscribe, "help subscribe"), new Button(Strings.Button_Categories, "categories")]),
        ]));
    }

    private static async Task<string> StateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var subscriptions = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        return string.Format(Strings.Help_State, await context.Papers.CountAsync(cancellationToken), subscriptions.Count, context.Zone, LanguageName.ForReader(context.Language));
    }

    /// <summary>Keys are <c>Help_TakeOver</c> for "take over".</summary>
    private static string Text(string prefix, string verb)
    {
        var key = prefix + string.Concat(verb.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return Strings.ResourceManager.GetString(key, System.Globalization.CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text {key}.");
    }
}
