using System.Text.Json;
using System.Text.RegularExpressions;

namespace DigestBot.Papers.Generated;

/// <summary>
/// What a model said, if it is a summary: a JSON object (in a code fence or after its thoughts, as some models do) with three short plain texts in the
/// language asked for. Anything with a link, a mention or markup is none.
/// </summary>
internal static partial class SummaryReply
{
    public const int AskedLength = 300;
    private const int Shortest = 4;
    private const int Longest = 700;
    private const string EndOfThoughts = "</think>";

    /// <summary>Null where it is none.</summary>
    public static SummaryDraft? Read(string said, string language)
    {
        var answer = said.AsSpan(said.LastIndexOf(EndOfThoughts, StringComparison.Ordinal) is var end and >= 0 ? end + EndOfThoughts.Length : 0);
        var (open, close) = (answer.IndexOf('{'), answer.LastIndexOf('}'));
        if (open < 0 || close < open)
            return null;
        SummaryDraft? draft;
        try
        {
            draft = JsonSerializer.Deserialize(answer[open..(close + 1)], ChatJson.Default.SummaryDraft);
        }
        catch (JsonException)
        {
            return null;
        }

        if (Plain(draft?.What) is not { } what || Plain(draft?.How) is not { } how || Plain(draft?.Result) is not { } result)
            return null;
        return IsIn(language, what + how + result) ? new SummaryDraft(what, how, result) : null;
    }

    /// <summary>As the model knows a language.</summary>
    public static string NameOf(string language) => language switch
    {
        "zh" => "Simplified Chinese (简体中文)",
        "ja" => "Japanese",
        "ko" => "Korean",
        _ => "English",
    };

    /// <summary>On one line, without emphasis; null where it is missing, too long, or more than text.</summary>
    private static string? Plain(string? text)
    {
        if (text is null || Active().IsMatch(text))
            return null;
        var plain = Blanks().Replace(Emphasis().Replace(text, ""), " ").Trim();
        return plain.Length is >= Shortest and <= Longest ? plain : null;
    }

    /// <summary>Terms and names stay as they are in any language, so most of the letters will do; a Chinese text is full of Latin ones.</summary>
    private static bool IsIn(string language, string text)
    {
        var letters = text.Where(char.IsLetter).ToList();
        double Share(Func<char, bool> counts) => letters.Count == 0 ? 0 : (double)letters.Count(counts) / letters.Count;
        return language switch
        {
            "zh" => Share(IsHan) >= .3 && Share(IsKana) < .05,
            "ja" => Share(IsKana) >= .1,
            "ko" => Share(letter => letter is >= '\uAC00' and <= '\uD7A3') >= .3,
            _ => Share(char.IsAsciiLetter) >= .7,
        };
    }

    private static bool IsHan(char letter) => letter is >= '\u4E00' and <= '\u9FFF';

    private static bool IsKana(char letter) => letter is >= '\u3041' and <= '\u30FF';

    // pass@1 is a measure, not a mention.
    [GeneratedRegex(@"://|\bwww\.|\]\(|<[a-z/!@#]|(?<!\w)[@＠]\w|\bmailto:|\bjavascript:|```", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Active();

    [GeneratedRegex(@"\*\*|__|`")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blanks();
}
