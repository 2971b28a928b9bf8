using DigestBot.Messages;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>A mistake in words: what was not understood, and the whole command to type instead.</summary>
public static class MistakeAnswer
{
    /// <param name="verb">Put before the corrected text, so that it can be typed or clicked as it stands.</param>
    public static Answer Of(Mistake mistake, string verb)
    {
        var text = Sentence(mistake);
        if (mistake.Corrected is not { } corrected)
            return Answer.Mistake($"{text} {string.Format(Strings.Mistake_SeeHelp, $"help {verb}")}");
        var command = $"{verb} {corrected}";
        return Answer.Mistake($"{text} {string.Format(Strings.Mistake_Try, command)}", new Button(command, command, ButtonStyle.Primary));
    }

    private static string Sentence(Mistake mistake) => mistake switch
    {
        UnclosedQuote => Strings.Mistake_UnclosedQuote,
        UnknownCategory { Suggestion: { } suggestion } unknown => string.Format(Strings.Mistake_UnknownCategory, unknown.Word, suggestion),
        UnknownCategory unknown => string.Format(Strings.Mistake_UnknownCategoryNoGuess, unknown.Word),
        LooksReserved reserved => string.Format(Strings.Mistake_LooksReserved, reserved.Word, reserved.Suggestion),
        OnlyExclusions => Strings.Mistake_OnlyExclusions,
        EmptyValue empty => string.Format(Strings.Mistake_EmptyValue, empty.Prefix),
        BadDate bad => string.Format(Strings.Mistake_BadDate, bad.Word),
        BadId bad => string.Format(Strings.Mistake_BadId, bad.Word),
        BadTime bad => string.Format(Strings.Mistake_BadTime, bad.Word),
        BadNumber bad => string.Format(Strings.Mistake_BadNumber, bad.Word, bad.Least, bad.Most),
        UnknownZone { Suggestions.Count: > 0 } zone => string.Format(Strings.Mistake_UnknownZone, zone.Word, string.Join(", ", zone.Suggestions)),
        UnknownZone zone => string.Format(Strings.Mistake_UnknownZoneNoGuess, zone.Word),
        UnknownLanguage language => string.Format(Strings.Mistake_UnknownLanguage, language.Word),
        NotHere here => string.Format(Strings.Mistake_NotHere, here.Word),
        NotASchedule not => string.Format(Strings.Mistake_NotASchedule, not.Word),
        SaidTwice twice => string.Format(Strings.Mistake_SaidTwice, twice.First, twice.Second),
        TooLong tooLong => string.Format(Strings.Mistake_TooLong, tooLong.Length, tooLong.Most),
        _ => Strings.Command_Failed,
    };
}
