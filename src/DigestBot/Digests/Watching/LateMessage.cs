using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Digests.Watching;

/// <summary>A digest file is late, or has come after all. Pure.</summary>
internal static class LateMessage
{
    /// <param name="problems">What is known to be wrong with a source.</param>
    /// <param name="mostInARow">After so many times nothing more is said.</param>
    public static Message Compose(
        IReadOnlyList<SourceState> late, IReadOnlyList<SourceState> came, IReadOnlyDictionary<string, string> problems, int mostInARow, string zone)
    {
        var sentences = late.Select(state => Late(state, problems.GetValueOrDefault(state.Source), mostInARow, zone))
            .Concat(came.Select(state => string.Format(Strings.Late_Came, state.Source, MomentWords.Of(state.Last!.Value, zone)))).ToList();
        Button[] buttons = late.Count > 0
            ? [new Button(Strings.Button_Status, Strings.Verb_Status), new Button(Strings.Button_Unwatch, Strings.Verb_Unwatch)]
            : [new Button(Strings.Button_DigestNow, Strings.Verb_Digest)];
        return new Message(string.Join(' ', sentences), [.. sentences.Select(sentence => new Section(sentence)), new Actions(buttons)]);
    }

    private static string Late(SourceState state, string? problem, int mostInARow, string zone)
    {
        var late = state.Late!;
        var text = string.Format(Strings.Late_Missing, state.Source, MomentWords.Of(late.Expected, zone));
        if (problem is not null)
            text = string.Format(Strings.Text_Sentences, text, string.Format(Strings.Late_Problem, problem));
        else if (state.Last is { } last)
            text = string.Format(Strings.Text_Sentences, text, string.Format(Strings.Late_Last, MomentWords.Of(last, zone)));
        return string.Format(
            Strings.Text_Sentences, text,
            late.InARow < mostInARow ? Strings.Late_WhenItComes : string.Format(Strings.Late_NoMore, late.InARow));
    }
}
