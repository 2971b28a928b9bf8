using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>The command a text is, and whether it was typed as one: what was only understood is said, and a change only offered.</summary>
/// <param name="Command">One of the set.</param>
/// <param name="Arguments">What follows the verb; <c>{this}</c> stands for the last search.</param>
/// <param name="Typed">Begins with that command's verb.</param>
/// <param name="Exactly">Is the command, word for word.</param>
internal sealed record Interpretation(ICommand Command, string Arguments, bool Typed, bool Exactly)
{
    /// <summary>
    /// Null where the text is neither a command nor a sentence that stands for one. A verb whose words fit it is that command, unless the sentence says
    /// the same command better, or a search for something that has a verb of its own.
    /// </summary>
    public static Interpretation? Of(string text, CommandSet commands, Intents intents, QueryContext context)
    {
        var known = commands.Find(text);
        if (intents.Find(text, context) is not { } intent || commands.Find(intent) is not var (command, arguments))
            return known is var (verb, rest) ? new Interpretation(verb, rest, Typed: true, Exactly: true) : null;
        if (known is not var (typed, words))
            return new Interpretation(command, arguments, Typed: false, Exactly: false);
        if (typed == command)
            return words == arguments || (IsOne(words) && typed.Fits(words)) ? new Interpretation(command, words, Typed: true, Exactly: true) : new Interpretation(command, arguments, Typed: true, Exactly: false);
        return typed is not FindCommand && typed.Fits(words) && words.Length > 0 ? new Interpretation(typed, words, Typed: true, Exactly: true)
            : words.Length == 0 ? new Interpretation(typed, words, Typed: true, Exactly: true)
            : new Interpretation(command, arguments, Typed: false, Exactly: false);
    }

    /// <summary>A number, an id, a link, or all: the command itself knows what to make of it.</summary>
    private static bool IsOne(string words) => SubscriptionWords.IsAll(words) || (!words.Contains(' ') && words.Any(char.IsAsciiDigit) && words.All(char.IsAscii));
}
