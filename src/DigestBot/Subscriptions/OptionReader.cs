using System.Globalization;
using System.Text.RegularExpressions;
using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>
/// Takes a subscription's options out of a command. <c>language</c>, <c>top</c> and <c>compact</c> are also research words:
/// they are options only with a value after them, or with no keyword to belong to.
/// </summary>
internal sealed partial class OptionReader(WordStream words, QueryContext context)
{
    private (int Value, string Words)? top;
    private (string Value, string Words)? language;
    private (bool Value, string Words)? compact;
    private bool? sayWhenEmpty;
    private bool? includeReplaced;
    private string? except;
    private bool? onlyClear;

    public Mistake? Take()
    {
        for (var i = 0; i < words.Count; i++)
        {
            var (count, mistake) = At(i);
            if (mistake is not null)
                return mistake;
            words.Take(i, count);
        }

        // From the end, so that in "compact say when empty" what follows is already known to be no keyword.
        for (var i = words.Count - 1; i >= 0; i--)
        {
            if (Length(i) is not { } isCompact)
                continue;
            if (compact is { } said && said.Value != isCompact)
                return new SaidTwice(words.Typed(i), said.Words);
            compact = (isCompact, words.Typed(i));
            words.Take(i, 1);
        }

        return null;
    }

    public SubscriptionRequest Over(SubscriptionRequest request) => request with
    {
        Top = top?.Value,
        Language = language?.Value,
        Compact = compact?.Value,
        SayWhenEmpty = sayWhenEmpty,
        IncludeReplaced = includeReplaced,
        Except = except,
        OnlyClear = onlyClear,
    };

    private (int Words, Mistake? Mistake) At(int i)
    {
        switch (words.Word(i))
        {
            case null:
                return default;
            case "say" when words.Word(i + 1) is "when" or "if" && words.Word(i + 2) is "empty":
                sayWhenEmpty = true;
                return (3, null);
            case "空时通知" or "为空也发" or "没有也发":
                sayWhenEmpty = true;
                return (1, null);
            case "silent" when words.Word(i + 1) is "when" or "if" && words.Word(i + 2) is "empty":
                sayWhenEmpty = false;
                return (3, null);
            case "空时不通知" or "为空不发":
                sayWhenEmpty = false;
                return (1, null);
            case "without" when words.Word(i + 1) is "replaced" or "replacements":
                includeReplaced = false;
                return (2, null);
            case "不含更新" or "不包括更新":
                includeReplaced = false;
                return (1, null);
            case "include" or "including" or "with" when words.Word(i + 1) is "replaced" or "replacements":
                includeReplaced = true;
                return (2, null);
            case "包括更新" or "包含更新" or "含更新":
                includeReplaced = true;
                return (1, null);
            case "except" or "除了" or "除" when IsPlace(i + 1):
                return Except(i, 2);
            case "not" when words.Word(i + 1) is "in" && IsPlace(i + 2):
                return Except(i, 3);
            case "channel" or "to" or "for" or "in" when IsPlace(i + 1):
                return (0, new Elsewhere(words.Typed(i + 1)));
            case "in" when words.Word(i + 1) is { } spoken && Languages.Find(spoken) is not null && spoken.Length > 2 && IsBesideCategory(i - 1) && !IsWord(i + 2):
                return Language(spoken, i, 2);
            case "language" or "语言" when words.Word(i + 1) is { } name:
                return Language(name, i, 2);
            case { } word when GluedLimit().Match(word) is { Success: true } match:
                return Top(match.Groups["number"].Value, i, 1);
            case { } when Limits.Read(words, i) is { Words: > 0 } limit:
                onlyClear = limit.OrBetter ? true : onlyClear;
                return Top(limit.Number, i, limit.Words);
            case { } word when GluedLanguage().Match(word) is { Success: true } match:
                return Language(match.Groups["name"].Value, i, 1);
            default:
                return default;
        }
    }

    private (int Words, Mistake? Mistake) Top(string digits, int i, int count)
    {
        var typed = words.Typed(i, count);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > SubscriptionOptions.MostTop)
            return (0, new BadNumber(typed, 1, SubscriptionOptions.MostTop));
        if (top is { } said)
            return (0, new SaidTwice(said.Words, typed));
        top = (number, typed);
        return (count, null);
    }

    private (int Words, Mistake? Mistake) Language(string name, int i, int count)
    {
        if (Languages.Find(name) is not { } code)
            return Languages.IsOther(name) ? (0, new UnknownLanguage(name)) : default;
        var typed = words.Typed(i, count);
        if (language is { } said)
            return (0, new SaidTwice(said.Words, typed));
        language = (code, typed);
        return (count, null);
    }

    private bool IsPlace(int i) => words.Word(i) is ['#', _, ..];

    private bool IsBesideCategory(int i) => words.WasTaken(i) || words.IsComma(i) || (words.Word(i) is { } word && CategoryWords.Find(word, context) is not null);

    private bool IsWord(int i) => words.Word(i) is not null;

    private (int Words, Mistake? Mistake) Except(int i, int count)
    {
        var place = words.Typed(i + count - 1);
        if (except is { } said && said != place)
            return (0, new SaidTwice(said, place));
        except = place;
        return (count, null);
    }

    /// <summary>True for compact, false for full, null where the word is a keyword or something else.</summary>
    private bool? Length(int i)
    {
        bool? isCompact = words.Word(i) switch { "compact" or "精简" or "简洁" => true, "full" or "完整" => false, _ => null };
        var alone = isCompact is not null && !words.IsComma(i - 1) && !words.IsComma(i + 1) && words.Count > 1
            && (i + 1 == words.Count || words.WasTaken(i + 1) || (words.Word(i + 1) is { } next && CategoryWords.Find(next, context) is not null));
        return alone ? isCompact : null;
    }

    [GeneratedRegex("^(?:只?要?前|最多|top)(?<number>[0-9]{1,6})篇?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex GluedLimit();

    [GeneratedRegex("^(?:(?:语言|用)(?<name>中文|英文|日文|韩文)|(?<name>中文|英文|日文|韩文)摘要|(?:language|lang|语言):(?<name>.+))$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex GluedLanguage();
}
