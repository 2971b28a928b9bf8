using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>All verbs, and finding the one a text begins with. A new command is one file and one line here.</summary>
internal sealed class CommandSet
{
    private const string Punctuation = ":;,.!?。";

    public CommandSet()
    {
        Help = new HelpCommand(this);
        All =
        [
            Help, new SubscribeCommand(), new ListCommand(), new ChangeCommand(), new UnsubscribeCommand(), new StopCommand(), new PauseCommand(), new ResumeCommand(),
            new ScheduleCommand(), new TopCommand(), new PreviewCommand(), new DigestCommand(), new FindCommand(), new MoreCommand(), new CardCommand(),
            new AbstractCommand(), new RelatedCommand(), new WhyCommand(), new SaveCommand(), new UnsaveCommand(), new SavedCommand(), new ExportCommand(), new CiteCommand(),
            new LikeCommand(), new DislikeCommand(), new TasteCommand(), new MoreLikeCommand(), new LessLikeCommand(), new CategoriesCommand(), new StatusCommand(), new WatchCommand(), new UnwatchCommand(), new ReportCommand(), new TodaysCommand(), new ResendCommand(), new DropCommand(),
            new LanguageCommand(), new TimezoneCommand(),
            new UndoCommand(), new TakeOverCommand(), new ForgetMeCommand(), new GreetingCommand(Help), new ThanksCommand(), new OkCommand(),
        ];
    }

    public HelpCommand Help { get; }

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
            foreach (var verb in command.Verbs)
            {
                if (verb.Length <= longest || After(command, verb, text) is not { } arguments)
                    continue;
                longest = verb.Length;
                best = (command, arguments);
            }
        }

        return best;
    }

    /// <summary>A verb the first word was probably meant to be; null where it is none.</summary>
    public string? Suggest(string text)
    {
        var word = FirstWord(text);
        return word.Length > 0 && word[0] >= '\u2E80'
            ? Known().FirstOrDefault(verb => verb.Length == word.Length && verb[0] >= '\u2E80' && Spelling.Distance(word, verb) == 1)
            : Spelling.Closest(word, Known());
    }

    public static string FirstWord(string text) => text.Split(' ')[0];

    private IEnumerable<string> Known() =>
        All.Where(command => !command.Hidden).SelectMany(command => command.Verbs).Where(verb => verb.Length > 1 && !verb.Contains(' '));

    /// <summary>What follows the verb; null where the text does not begin with it.</summary>
    private static string? After(ICommand command, string verb, string text)
    {
        if (!text.StartsWith(verb, StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = text.AsSpan(verb.Length);
        var arguments = rest.TrimStart(Punctuation);
        var punctuated = arguments.Length < rest.Length && (arguments.Length == 0 || arguments[0] == ' ' || verb[^1] >= '\u2E80');
        var apart = rest.Length == 0 || rest[0] == ' ' || punctuated;
        var words = (apart && rest.Length > 0 && rest[0] == ' ' ? rest : arguments).Trim().ToString();
        return apart || (verb[^1] >= '\u2E80' && command.Fits(words)) ? words : null;
    }
}
