using System.Globalization;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>A digest as a message: header with day and counts, entries by category, what was left out, and the coverage line. Pure.</summary>
public static class DigestMessage
{
    /// <summary>For previews and digests asked for: nothing was recorded that "n more" could open.</summary>
    /// <param name="first">The number of the first entry.</param>
    public static Message Compose(Subscription subscription, Composition composition, int first = 1) =>
        Compose(
            subscription, composition, first, more: null,
            (entry, paper) => EntryLine.Marked(entry, EntryLine.Compose(null, paper, entry.Language, compact: entry.Compact)));

    /// <summary>Of a digest that is recorded. Its rows only name their papers, until the message leaves.</summary>
    internal static Message Recorded(Subscription subscription, Composition composition, long digestId) =>
        Compose(subscription, composition, first: 1, new Button(Strings.Digest_ShowMore, $"{Strings.Verb_More} d{digestId}"), (entry, _) => EntryRow.Unworded(entry));

    private static Message Compose(Subscription subscription, Composition composition, int first, Button? more, Func<ShownEntry, Paper, EntryRow> row)
    {
        var title = Filter(subscription.Filter);
        var count = Counted.Papers(composition.Coverage.Shown + composition.Coverage.OverCap);
        var summary = string.Format(Strings.Digest_Summary, title, count, Days(composition));
        if (composition.Coverage.Shown == 0)
        {
            var nothing = string.Format(composition.Coverage.Entries == 0 && subscription.CutOff is null ? Strings.Digest_NothingStored : Strings.Digest_Empty, title);
            return new Message(nothing, composition.Coverage.Entries == 0 ? [new Section(nothing)] : [new Section(nothing), new SmallPrint(Line(composition.Coverage))]);
        }

        var blocks = new List<Block> { new Heading(summary) };
        var number = first;
        foreach (var group in composition.Groups)
        {
            if (composition.Groups.Count > 1 && group.Category is { } category)
                blocks.Add(new Section(Inline.Bold($"{category} ({group.Papers.Count})")));
            foreach (var paper in group.Papers)
                blocks.Add(row(new ShownEntry(paper.Id, number++, subscription.Options.Language, subscription.Options.Compact) { For = Mark(composition, paper) }, paper));
        }

        if (composition.OverCap.Count > 0)
        {
            blocks.Add(new Section(string.Format(Strings.Digest_More, composition.OverCap.Count)) { Buttons = more is null ? [] : [more] });
        }

        blocks.Add(new SmallPrint(Line(composition.Coverage)));
        return new Message(summary, blocks);
    }

    private static int? Mark(Composition composition, Paper paper) => composition.Marks.TryGetValue(paper.Id, out var people) ? people : null;

    /// <summary>A filter as people read and type it: one without anything wanted is everything.</summary>
    public static string Filter(Query filter) =>
        filter.IsEmpty ? Strings.Digest_Everything : filter.OnlyExcludes ? string.Format(Strings.Words_OnlyExclusions, filter.Shown) : filter.Shown;

    /// <summary>The coverage line: parts that are nothing are left out, the rest adds up.</summary>
    public static string Line(Coverage coverage)
    {
        (int Count, string Text)[] parts =
        [
            (coverage.Duplicates, Strings.Coverage_Duplicates),
            (coverage.OutsideFilter, Strings.Coverage_Outside),
            (coverage.AlreadySent, Strings.Coverage_AlreadySent),
            (coverage.Elsewhere, Strings.Coverage_Elsewhere),
            (coverage.OverCap, Strings.Coverage_OverCap),
            (coverage.Shown, Strings.Coverage_Shown),
        ];
        return Counted.Entries(coverage.Entries)
            + string.Concat(parts.Where(part => part.Count > 0).Select(part => " · " + string.Format(part.Text, part.Count, coverage.ElsewhereIn)));
    }

    private static string Days(Composition composition) => composition.Days switch
    {
        [] => Strings.Digest_NoDay,
        [var only] => Day(only),
        [var first, ..] days when composition.Combined => string.Format(Strings.Digest_Combined, Day(first), days.Count),
        [var first, .., var last] => string.Format(Strings.Digest_Days, Day(first), Day(last)),
    };

    private static string Day(DateOnly day) => day.ToString(Strings.Format_Day, CultureInfo.CurrentUICulture);
}
