using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>All verbs, and finding the one a text begins with. A new command is one file and one line here.</summary>
internal sealed class CommandSet
{
    public CommandSet()
    {
        All =
        [
            new HelpCommand(this), new SubscribeCommand(), new ListCommand(), new ChangeCommand(), new UnsubscribeCommand(), new PauseCommand(), new ResumeCommand(),
            new ScheduleCommand(), new TopCommand(), new PreviewCommand(), new DigestCommand(), new FindCommand(), new MoreCommand(), new CardCommand(),
            new AbstractCommand(), new CategoriesCommand(), new StatusCommand(), new LanguageCommand(), new TimezoneCommand(), new UndoCommand(),
            new TakeOverCommand(), new ForgetMeCommand(),
        ];
    }

    public IReadOnlyList<ICommand> All { get; }

    /// <summary>
    /// The command a text begins with and the rest; a Chinese verb needs no blank after it. Null where the text begins with no verb.
    /// </summary>
    public (ICommand Command, string Arguments)? Find(string text)
    {
        (ICommand Command, string Arguments)? best = null;
        var longest = 0;
        foreach (var command in All)
        {
            foreach (var verb in command.Verbs.Where(verb => verb.Length > longest && Begins(text, verb)))
            {
                longest = verb.Length;
                best = (command, text[verb.Length..].Trim());
            }
        }

        return best;
    }

    /// <summary>A verb the first word was probably meant to be; null where it is none.</summary>
    public string? Suggest(string text)
    {
        var word = text.Split(' ')[0];
        return Spelling.Closest(word, All.Where(command => !command.Hidden).SelectMany(command => command.Verbs).Where(verb => !verb.Contains(' ')));
    }

    private static bool Begins(string text, string verb) =>
        text.StartsWith(verb, StringComparison.OrdinalIgnoreCase)
        && (text.Length == verb.Length || text[verb.Length] == ' ' || verb[^1] >= '\u2E80');
}
