namespace DigestBot.Channels;

/// <summary>Whether a channel's settings work, asked of its platform: what the command <c>doctor</c> runs.</summary>
public interface IChannelCheck
{
    /// <summary>As people call it: Slack, Microsoft Teams.</summary>
    string Channel { get; }

    /// <summary>In an order in which the first that fails may explain those after it.</summary>
    Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken);
}

/// <summary>One thing looked at.</summary>
/// <param name="What">What was found, without any secret.</param>
/// <param name="Remedy">What to do; null where it is well.</param>
public sealed record CheckResult(string What, string? Remedy = null)
{
    public bool IsWell => Remedy is null;
}
