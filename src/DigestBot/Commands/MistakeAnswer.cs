using DigestBot.Messages;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>A mistake in words: what was not understood, and the whole command to type instead.</summary>
public static class MistakeAnswer
{
    private const int MostMistakes = 5;

    /// <param name="mistake">What was not understood.</param>
    /// <param name="verb">As the reader types it; its help is named where there is no guess.</param>
    /// <param name="numbers">What stands between the verb and the corrected text, so that it can be typed or clicked as it stands.</param>
    /// <param name="again">Reads a corrected text: what it still holds is said and mended as well, so that what is offered is understood.</param>
    public static Answer Of(Mistake mistake, string verb, string numbers = "", Func<string, Mistake?>? again = null)
    {
        var text = Sentence(mistake);
        for (var said = 1; said < MostMistakes && mistake.Corrected is { } better && again?.Invoke(better) is { } next; said++)
            (text, mistake) = (string.Format(Strings.Text_Sentences, text, Sentence(next)), next);
        if (mistake.Corrected is not { } corrected)
        {
            var help = $"{Strings.Verb_Help} {verb}";
            return Answer.Mistake(string.Format(Strings.Text_Sentences, text, string.Format(Strings.Mistake_SeeHelp, help)), new Button(help, help));
        }

        return Try(text, numbers.Length == 0 ? $"{verb} {corrected}" : $"{verb} {numbers} {corrected}");
    }

    /// <summary>A sentence and the commands to type instead, the first spelt out, all as buttons.</summary>
    public static Answer Try(string text, params IReadOnlyList<string> commands) => Answer.Mistake(
        string.Format(Strings.Text_Sentences, text, string.Format(Strings.Mistake_Try, commands[0])),
        [.. commands.Select((command, i) => new Button(command, command, i == 0 ? ButtonStyle.Primary : ButtonStyle.Default))]);

    /// <summary>Words after a command that has no use for them.</summary>
    public static Answer Rest(string rest, string command) =>
        Answer.Mistake(string.Format(Strings.Mistake_Rest, Echo.Of(rest), command), new Button(command, command, ButtonStyle.Primary));

    internal static string Sentence(Mistake mistake) => mistake switch
    {
        UnclosedQuote => Strings.Mistake_UnclosedQuote,
        UnknownCategory { Suggestion: { } suggestion } unknown => string.Format(Strings.Mistake_UnknownCategory, Echo.Of(unknown.Word), suggestion),
        UnknownCategory unknown => string.Format(Strings.Mistake_UnknownCategoryNoGuess, Echo.Of(unknown.Word), Strings.Verb_Categories),
        LooksReserved reserved => string.Format(Strings.Mistake_LooksReserved, reserved.Word, reserved.Suggestion),
        OnlyExclusions => Strings.Mistake_OnlyExclusions,
        EmptyValue empty => string.Format(Strings.Mistake_EmptyValue, empty.Prefix + ":"),
        BadDate bad => string.Format(Strings.Mistake_BadDate, Echo.Of(bad.Word)),
        BadId bad => string.Format(Strings.Mistake_BadId, Echo.Of(bad.Word)),
        BadTime bad => string.Format(Strings.Mistake_BadTime, bad.Word),
        BadNumber bad => string.Format(Strings.Mistake_BadNumber, Echo.Of(bad.Word), bad.Least, bad.Most),
        UnknownZone { Suggestions.Count: > 0 } zone => string.Format(Strings.Mistake_UnknownZone, Echo.Of(zone.Word), string.Join(Strings.Words_ListSeparator, zone.Suggestions)),
        UnknownZone zone => string.Format(Strings.Mistake_UnknownZoneNoGuess, Echo.Of(zone.Word)),
        UnknownLanguage language => string.Format(Strings.Mistake_UnknownLanguage, Echo.Of(language.Word)),
        NotHere here => string.Format(Strings.Mistake_NotHere, Echo.Of(here.Word)),
        NoSuchSchedule schedule => string.Format(Strings.Mistake_NoSuchSchedule, schedule.Words),
        NotASchedule not => string.Format(Strings.Mistake_NotASchedule, Echo.Of(not.Word)),
        Elsewhere elsewhere => string.Format(Strings.Mistake_Elsewhere, Echo.Of(elsewhere.Place)),
        SeveralTimes times => string.Format(Strings.Mistake_SeveralTimes, times.First, times.Second),
        SaidTwice twice => string.Format(Strings.Mistake_SaidTwice, twice.First, twice.Second),
        TooLong tooLong => string.Format(Strings.Mistake_TooLong, tooLong.Length, tooLong.Most),
        _ => Strings.Command_Failed,
    };
}
