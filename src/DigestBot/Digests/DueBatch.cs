using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>Due subscriptions that are made together, from one key to another; a conversation's due time is never in two batches.</summary>
/// <param name="First">Counted over all batches of a plan, from 1.</param>
public sealed record DueBatch(int First, int Last, DueKey From, DueKey To)
{
    /// <summary>Enough to share one reading of the papers, few enough to hold others up for less than a second.</summary>
    public const int Size = 1000;

    /// <param name="due">In the order digests are made.</param>
    public static IReadOnlyList<DueBatch> Cut(IReadOnlyList<DueKey> due)
    {
        var batches = new List<DueBatch>();
        for (var first = 0; first < due.Count;)
        {
            var last = Math.Min(first + Size, due.Count) - 1;
            while (last + 1 < due.Count && due[last + 1] == due[last])
                last++;
            batches.Add(new DueBatch(first + 1, last + 1, due[first], due[last]));
            first = last + 1;
        }

        return batches;
    }
}
