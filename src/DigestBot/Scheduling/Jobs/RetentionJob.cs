using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Subscriptions;
using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>Forgets what is kept only for a while (decision 19). Idempotent: what is gone stays gone.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
[DisableConcurrentExecution(0)]
internal sealed class RetentionJob(Database database, IEnumerable<RetentionRule> rules, TimeProvider time)
{
    [JobDisplayName("Forget what is old")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var now = time.GetUtcNow();
        await new InboundLog(session).ForgetOldAsync(now, cancellationToken);
        await new Outbox(session).ForgetOldAsync(now, cancellationToken);
        await new ChangeLog(session).ForgetOldAsync(now, cancellationToken);
        foreach (var rule in rules)
            await rule.ForgetOldAsync(session, now, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
