using DigestBot.Messages.References;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>What may stand in a pattern's slot, and how a command says it.</summary>
/// <param name="commands">For the verb in <c>how do I pause</c>.</param>
/// <param name="context">Known categories and the day.</param>
/// <param name="padding">Words that may be more or fewer than in a pattern.</param>
internal sealed class SlotReader(CommandSet commands, QueryContext context, IReadOnlySet<string> padding)
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    /// <summary>The commonest.</summary>
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤";

    public bool MaySkip(string word) => padding.Contains(word);

    public IEnumerable<(int End, string Value)> Read(string slot, Sentence sentence, int start)
    {
        // Any words: the fewest first, so that what may follow them in the pattern is not among them.
        if (slot is "topic" or "name")
        {
            for (var end = start + 1; end <= sentence.Words.Count; end++)
                yield return (end, sentence.Typed(start, end).Trim());
            yield break;
        }

        for (var end = sentence.Words.Count; end > start; end--)
        {
            if (Value(slot, sentence, start, end) is { Length: > 0 } value)
                yield return (end, value);
        }
    }

    private string? Value(string slot, Sentence sentence, int start, int end)
    {
        var typed = sentence.Typed(start, end).Trim();
        return slot switch
        {
            "number" => end == start + 1 ? Number(typed) : null,
            "paper" => Paper(typed),
            "count" => CalendarWords.Count(typed.ToLowerInvariant()) is { } count ? $"{count}" : null,
            "when" => IsWhen(typed) ? typed : null,
            "at" => IsWhen(typed) ? typed : typed.All(c => char.IsAsciiDigit(c) || c is ':' or '.') && IsWhen($"at {typed}") ? $"at {typed}" : null,
            "until" => ComingDays.Parse(typed, context.Today) is null ? null : typed,
            "zone" => Zones.Find(typed) is null && Zones.Several(typed).Count == 0 ? null : typed,
            "language" => typed.Length > 2 || Sentence.IsChinese(typed[0]) ? Languages.Find(typed) is null ? null : typed : null,
            "format" => ReferenceFormat.Find(typed)?.Name,
            "categories" => Categories(typed),
            "days" => Days(typed),
            "chinese" => typed.Length is 2 or 3 && typed.All(Sentence.IsChinese) && Surnames.Contains(typed[0]) ? typed : null,
            "verb" => commands.Find(typed) is { Command: { Hidden: false } command, Arguments.Length: 0 } ? command.Verbs[0] : null,
            _ => typed,
        };
    }

    private static string? Number(string typed) =>
        int.TryParse(typed.TrimStart('#'), out var number) && number is > 0 and < 1000 ? $"{number}" : typed.Length > 1 && CalendarWords.Count(typed.ToLowerInvariant()) is { } spelt ? $"{spelt}" : null;

    /// <summary>A number of the last list, an ordinal, or an id or link in any form.</summary>
    private static string? Paper(string typed)
    {
        if (ArxivId.TryParse(typed, out var id))
            return id.IssuedIn is null ? null : id.Value;
        if (PaperReference.TryParse(typed, out _))
            return typed;
        if (int.TryParse(typed.TrimStart('#'), out var number))
            return number is > 0 and < 1000 ? $"{number}" : null;
        return Array.IndexOf(Ordinals, typed.ToLowerInvariant()) is >= 0 and var ordinal ? $"{ordinal + 1}"
            : typed.Length == 1 && Sentence.IsChinese(typed[0]) && CalendarWords.Count(typed) is { } chinese ? $"{chinese}" : null;
    }

    private static bool IsWhen(string typed) => ScheduleParser.Parse(typed).Value is { } request && request != ScheduleRequest.Nothing;

    private string? Categories(string typed) =>
        QueryParser.Parse(typed, context with { Mode = QueryMode.Filter }).Value is { Categories.Count: > 0 } query && query with { Categories = [] } == Query.Nothing ? query.ToString() : null;

    private string? Days(string said) => said.Replace("'s", "", StringComparison.Ordinal) is var typed
        && QueryParser.Parse(typed, context with { Mode = QueryMode.Search }).Value is { } query && (query.Since ?? query.Before) is not null && query with { Since = null, Before = null } == Query.Nothing ? typed : null;
}
