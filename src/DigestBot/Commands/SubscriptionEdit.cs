using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Changes subscriptions in one way for all verbs that do: next due time anew, the change written down, [Undo] offered.</summary>
internal static class SubscriptionEdit
{
    public static async Task<Answer> ApplyAsync(
        CommandContext context, IReadOnlyList<Subscription> before, Func<Subscription, Subscription> edit, string what, CancellationToken cancellationToken)
    {
        var after = before.Select(s => Due(s, edit(s), context.Now)).ToList();
        foreach (var subscription in after)
            await context.Subscriptions.UpdateAsync(subscription, cancellationToken);
        var undo = await context.UndoableAsync(what, Before.Of(before), cancellationToken);
        var answer = Changed(after, undo);
        return before is [var one] && one.Filter != after[0].Filter
            ? answer with { Message = answer.Message with { Blocks = [.. answer.Message.Blocks.SkipLast(1), .. await BackTest.ChangeAsync(context, one.Filter, after[0].Filter, cancellationToken), answer.Message.Blocks[^1]] } }
            : answer;
    }

    /// <summary>An edit moves the next due time only where it is about time, and never takes away a digest that is due already.</summary>
    public static Subscription Due(Subscription before, Subscription after, DateTimeOffset now)
    {
        if (after.State != SubscriptionState.Active)
            return after with { NextDue = null };
        if (before.State != SubscriptionState.Active)
            return after.Resumed(now);
        return before.NextDue <= now || after.Schedule == before.Schedule
            ? after with { NextDue = before.NextDue }
            : after with { NextDue = after.Schedule.Next(now) };
    }

    private static Answer Changed(IReadOnlyList<Subscription> after, Button undo)
    {
        var head = after.Count == 1 ? string.Format(Strings.Edit_One, after[0].Number) : string.Format(Strings.Edit_Several, Counted.Subscriptions(after.Count));
        var rows = after.Take(10).Select(s => (RichText)Inline.Bold(SubscriptionWords.Name(s)) + $"\n{SubscriptionWords.Terms(s)}\n{SubscriptionWords.Next(s)}");
        var summary = after.Count == 1 ? $"{head} {SubscriptionWords.Filter(after[0])} · {SubscriptionWords.Terms(after[0])} · {SubscriptionWords.Next(after[0])}" : head;
        var more = after.Count > 10 ? [new SmallPrint(string.Format(Strings.Edit_AndMore, after.Count - 10))] : Array.Empty<Block>();
        return new Answer(new Message(summary, [new Section(head), .. rows.Select(row => new Section(row)), .. more, new Actions([undo])]));
    }
}
