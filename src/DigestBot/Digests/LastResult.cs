using DigestBot.Data;
using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>How a subscription's last due time ended.</summary>
public sealed record LastResult(DateTimeOffset DueAt, Coverage Coverage)
{
    public static Task<LastResult?> FindAsync(Session session, Subscription subscription, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"SELECT due_at, coverage FROM digests WHERE subscription_id = {subscription.Id} ORDER BY due_at DESC LIMIT 1",
            row => new LastResult(row.Moment(0), DigestsJson.Read(row.Text(1))), cancellationToken);
}
