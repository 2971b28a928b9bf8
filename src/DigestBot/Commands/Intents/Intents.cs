using System.Collections.Frozen;
using System.Collections.Immutable;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>
/// Finds the command a sentence stands for. The rules are data (<c>Intents.txt</c>): what is said, in both languages, and the command; the first that
/// fits the whole sentence counts. Nothing is guessed: a sentence no rule fits is none of them.
/// </summary>
internal sealed class Intents(CommandSet commands)
{
    /// <summary>Longer ones are prose.</summary>
    private const int LongestSentence = 30;

    private static readonly Lazy<Grammar> Rules = new(Load);

    /// <summary>The command as text, in English verbs.</summary>
    public string? Find(string text, QueryContext context)
    {
        var strict = new SlotReader(commands, context, FrozenSet<string>.Empty);
        var sentence = new Sentence(text);
        if (sentence.Words.Count is 0 or > LongestSentence)
            return null;
        if (ByRule(sentence, strict) is { } intent)
            return intent;
        List<Sentence> inner = [.. Unwrapped(sentence, strict).Where(inner => inner.Words.Count > 0)];
        if (inner.Select(wrapped => ByRule(wrapped, strict) ?? ByVerb(wrapped)).FirstOrDefault(found => found is not null) is { } wrapped)
            return wrapped;
        var loose = new SlotReader(commands, context, Rules.Value.Padding);
        return inner.Prepend(sentence).Select(padded => ByRule(padded, loose)).FirstOrDefault(found => found is not null);
    }

    private static string? ByRule(Sentence sentence, SlotReader slots)
    {
        foreach (var (command, pattern) in Rules.Value.All)
        {
            if (pattern.Match(sentence, 0, whole: true, slots) is var (values, _))
                return Filled(command, values);
        }

        return null;
    }

    private string? ByVerb(Sentence sentence) =>
        commands.Find(sentence.Text) is { Command.Hidden: false } known && (known.Arguments.Length == 0 || known.Command.Fits(known.Arguments))
            ? $"{known.Command.Verbs[0]} {known.Arguments}".TrimEnd()
            : null;

    /// <summary>Without what is only polite before and after: <c>could you please … for me?</c></summary>
    private static IEnumerable<Sentence> Unwrapped(Sentence sentence, SlotReader slots)
    {
        var (from, to) = (0, sentence.Words.Count);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var pattern in Rules.Value.Before)
            {
                if (from < to && pattern.Match(sentence, from, whole: false, slots) is var (_, end) && end > from && end < to)
                    (from, changed) = (end, true);
            }

            foreach (var pattern in Rules.Value.After)
            {
                for (var start = Math.Max(from + 1, to - 4); start < to; start++)
                {
                    if (pattern.Match(new Sentence(sentence.Typed(start, to)), 0, whole: true, slots) is not null)
                        (to, changed) = (start, true);
                }
            }

            if (changed)
                yield return new Sentence(sentence.Typed(from, to));
        }
    }

    private static string Filled(string command, ImmutableDictionary<string, string> values)
    {
        foreach (var (name, value) in values)
            command = command.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return command;
    }

    private static Grammar Load()
    {
        using var stream = typeof(Intents).Assembly.GetManifestResourceStream("Intents.txt")!;
        using var reader = new StreamReader(stream);
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var grammar = new Grammar([], [], [], []);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var equals = line.IndexOf(" = ", StringComparison.Ordinal);
            var (left, right) = (line[..equals], line[(equals + 3)..]);
            switch (left)
            {
                case ['<', ..]:
                    named[left[1..^1]] = right;
                    break;
                case "padding":
                    grammar.Padding.UnionWith(right.Split(' '));
                    break;
                case "before":
                    grammar.Before.Add(IntentPattern.Parse(right, named));
                    break;
                case "after":
                    grammar.After.Add(IntentPattern.Parse(right, named));
                    break;
                default:
                    grammar.All.Add((left, IntentPattern.Parse(right, named)));
                    break;
            }
        }

        return grammar;
    }

    private sealed record Grammar(List<(string Command, IntentPattern Pattern)> All, List<IntentPattern> Before, List<IntentPattern> After, HashSet<string> Padding);
}
