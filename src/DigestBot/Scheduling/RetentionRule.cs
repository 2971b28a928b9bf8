using DigestBot.Data;

namespace DigestBot.Scheduling;

/// <summary>What a channel keeps only for a while; run with the rest by the retention job.</summary>
public sealed record RetentionRule(Func<Session, DateTimeOffset, CancellationToken, Task> ForgetOldAsync);
