using System.Buffers;
using System.Collections.Immutable;

namespace DigestBot.Commands;

/// <summary>
/// One way to say something: words, <c>(one|another)</c>, <c>[perhaps]</c>, <c>{slot}</c>, <c>*</c> for any words or none, and <c>&lt;name&gt;</c> for a list of words
/// that has a name. Read loosely, words that only pad a sentence (<c>just</c>, <c>really</c>, 了) may be more or fewer than in the pattern.
/// </summary>
internal sealed class IntentPattern
{
    private static readonly SearchValues<char> Signs = SearchValues.Create(" ()[]|{}*");

    private readonly Sequence _root;

    private IntentPattern(Sequence root) => _root = root;

    public static IntentPattern Parse(string text, IReadOnlyDictionary<string, string> named)
    {
        var at = 0;
        var alternatives = Alternatives(Expanded(text, named), ref at);
        return new IntentPattern([alternatives]);
    }

    /// <summary>What the slots hold, or null where the sentence is another. Begins at a word; with <paramref name="whole"/> it must end with the sentence.</summary>
    /// <param name="sentence">What was said.</param>
    /// <param name="start">The first word that counts.</param>
    /// <param name="whole">Nothing may follow.</param>
    /// <param name="slots">Reads what slots hold.</param>
    public (ImmutableDictionary<string, string> Slots, int End)? Match(Sentence sentence, int start, bool whole, SlotReader slots)
    {
        foreach (var (end, values) in Match(_root, 0, sentence, start, ImmutableDictionary<string, string>.Empty, slots))
        {
            if (!whole || sentence.Words.Skip(end).All(word => slots.MaySkip(word)))
                return (values, end);
        }

        return null;
    }

    private static IEnumerable<(int End, ImmutableDictionary<string, string> Slots)> Match(
        Sequence sequence, int at, Sentence sentence, int position, ImmutableDictionary<string, string> values, SlotReader slots)
    {
        if (at == sequence.Count)
        {
            yield return (position, values);
            yield break;
        }

        foreach (var (end, now) in Match(sequence[at], sentence, position, values, slots))
        {
            foreach (var rest in Match(sequence, at + 1, sentence, end, now, slots))
                yield return rest;
        }
    }

    private static IEnumerable<(int End, ImmutableDictionary<string, string> Slots)> Match(
        Node node, Sentence sentence, int position, ImmutableDictionary<string, string> values, SlotReader slots)
    {
        switch (node)
        {
            case Word word:
                for (var at = position; at < sentence.Words.Count; at++)
                {
                    if (sentence.Words[at] == word.Text)
                        yield return (at + 1, values);
                    if (!slots.MaySkip(sentence.Words[at]))
                        break;
                }

                if (slots.MaySkip(word.Text))
                    yield return (position, values);
                break;
            case Slot slot:
                for (var at = position; at < sentence.Words.Count; at++)
                {
                    foreach (var (end, value) in slots.Read(slot.Name, sentence, at))
                        yield return (end, values.SetItem(slot.Name, value));
                    if (!slots.MaySkip(sentence.Words[at]))
                        break;
                }

                break;
            case Anything:
                for (var at = position; at <= sentence.Words.Count; at++)
                    yield return (at, values);
                break;
            case Choice choice:
                foreach (var alternative in choice.Alternatives)
                {
                    foreach (var found in Match(alternative, 0, sentence, position, values, slots))
                        yield return found;
                }

                break;
        }
    }

    private static string Expanded(string text, IReadOnlyDictionary<string, string> named)
    {
        while (text.IndexOf('<') is >= 0 and var start)
        {
            var end = text.IndexOf('>', start);
            var name = text[(start + 1)..end];
            text = $"{text[..start]}({named[name]}){text[(end + 1)..]}";
        }

        return text;
    }

    private static Choice Alternatives(string text, ref int at)
    {
        List<Sequence> alternatives = [[]];
        while (at < text.Length && text[at] is not (')' or ']'))
        {
            switch (text[at])
            {
                case ' ':
                    at++;
                    break;
                case '|':
                    at++;
                    alternatives.Add([]);
                    break;
                case '(':
                    at++;
                    alternatives[^1].Add(Alternatives(text, ref at));
                    at++;
                    break;
                case '[':
                    at++;
                    var perhaps = Alternatives(text, ref at);
                    at++;
                    alternatives[^1].Add(new Choice([.. perhaps.Alternatives, []]));
                    break;
                case '*':
                    at++;
                    alternatives[^1].Add(new Anything());
                    break;
                case '{':
                    var close = text.IndexOf('}', at);
                    alternatives[^1].Add(new Slot(text[(at + 1)..close]));
                    at = close + 1;
                    break;
                default:
                    var end = text.AsSpan(at).IndexOfAny(Signs) is >= 0 and var length ? at + length : text.Length;
                    alternatives[^1].AddRange(new Sentence(text[at..end]).Words.Select(word => new Word(word)));
                    at = end;
                    break;
            }
        }

        return new Choice(alternatives);
    }

    private abstract record Node;

    private sealed record Word(string Text) : Node;

    private sealed record Slot(string Name) : Node;

    private sealed record Anything : Node;

    private sealed record Choice(IReadOnlyList<Sequence> Alternatives) : Node;

    private sealed class Sequence : List<Node>;
}
