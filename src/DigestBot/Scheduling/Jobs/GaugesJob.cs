using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Subscriptions;
using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>Looks up what the gauges show. Idempotent: it only reads.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
internal sealed class GaugesJob(Database database)
{
    [JobDisplayName("Read the gauges")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!Telemetry.WantsStanding)
            return;
        await using var session = await database.ReadAsync(cancellationToken);
        Telemetry.Standing(
            await new Outbox(session).WaitingAsync(cancellationToken),
            await new DeadLetters(session).CountAsync(cancellationToken),
            await new SubscriptionStore(session).CountAsync(SubscriptionState.DeliveryPaused, cancellationToken));
    }
}
