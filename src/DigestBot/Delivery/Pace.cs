using DigestBot.Channels;

namespace DigestBot.Delivery;

/// <summary>Keeps a channel's <see cref="SendLimits"/>: who may be sent something now. Knows no clock; not for several threads.</summary>
internal sealed class Pace(SendLimits limits)
{
    /// <summary>What a workspace did not use lately it may use at once.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(2);

    /// <summary>When each conversation may have its next message.</summary>
    private readonly Dictionary<long, DateTimeOffset> _conversations = [];

    /// <summary>Up to when each workspace's share is used.</summary>
    private readonly Dictionary<string, DateTimeOffset> _workspaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _held = new(StringComparer.Ordinal);

    /// <summary>In each workspace, the conversations that were refused as too fast, and until when.</summary>
    private readonly Dictionary<string, Dictionary<long, DateTimeOffset>> _refused = new(StringComparer.Ordinal);

    private TimeSpan Share => TimeSpan.FromMinutes(1) / limits.PerWorkspaceAndMinute;

    /// <summary>Takes a place for one message; false where the workspace's share is used up.</summary>
    public bool TryTake(long conversation, string workspace, DateTimeOffset now)
    {
        var used = _workspaces.GetValueOrDefault(workspace);
        if (Until(workspace) > now)
            return false;
        _workspaces[workspace] = (used > now ? used : now) + Share;
        if (limits.PerConversation > TimeSpan.Zero)
            _conversations[conversation] = now + limits.PerConversation;
        return true;
    }

    /// <summary>
    /// The platform takes no more until then, and does not say of whom. Most often it is the conversation's own limit, so it alone rests; where
    /// another is refused meanwhile, it is the workspace's.
    /// </summary>
    public void Refused(long conversation, string workspace, DateTimeOffset now, DateTimeOffset until)
    {
        if (!_refused.TryGetValue(workspace, out var refused))
            _refused[workspace] = refused = [];
        foreach (var over in refused.Where(other => other.Value <= now).Select(other => other.Key).ToList())
            refused.Remove(over);
        refused[conversation] = until;
        _conversations[conversation] = until;
        if (refused.Count > 1)
            Hold(workspace, until);
    }

    /// <summary>The platform said for how long it takes nothing.</summary>
    public void Hold(string workspace, DateTimeOffset until)
    {
        if (until > _held.GetValueOrDefault(workspace))
            _held[workspace] = until;
    }

    /// <summary>Nobody has to wait.</summary>
    public void Forget()
    {
        _conversations.Clear();
        _workspaces.Clear();
        _held.Clear();
        _refused.Clear();
    }

    /// <summary>Conversations that have to wait.</summary>
    public IReadOnlyList<long> Resting(DateTimeOffset now)
    {
        foreach (var (conversation, until) in _conversations)
        {
            if (until <= now)
                _conversations.Remove(conversation);
        }

        return [.. _conversations.Keys];
    }

    /// <summary>Workspaces that have to wait.</summary>
    public IReadOnlyList<string> Waiting(DateTimeOffset now) => [.. _workspaces.Keys.Union(_held.Keys).Where(workspace => Until(workspace) > now)];

    /// <summary>When the first of all that wait may go; null where nothing waits.</summary>
    public DateTimeOffset? Next(DateTimeOffset now)
    {
        var moments = _conversations.Values.Concat(Waiting(now).Select(Until)).Where(moment => moment > now).ToList();
        return moments.Count == 0 ? null : moments.Min();
    }

    private DateTimeOffset Until(string workspace)
    {
        var share = _workspaces.TryGetValue(workspace, out var used) ? used - Burst : default;
        var held = _held.GetValueOrDefault(workspace);
        return share > held ? share : held;
    }
}
