using System.Collections.Concurrent;
using DigestBot.Data;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>A workspace we can act in: its token, and who we are there.</summary>
internal sealed record SlackWorkspace(string TeamId, string BotUserId, string Token)
{
    public override string ToString() => TeamId;
}

/// <summary>
/// The workspaces: the one whose token is configured, or those that installed the app. A token never acts in a workspace it is not of.
/// </summary>
internal sealed class SlackWorkspaces(Database database, SlackOptions options, SlackClient client, ILogger<SlackWorkspaces> log) : IDisposable
{
    private readonly TokenCipher? _cipher = options.UsesOAuth ? new TokenCipher(Convert.FromBase64String(options.TokenKey)) : null;
    private readonly ConcurrentDictionary<string, SlackWorkspace> _installed = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _asking = new(1, 1);
    private SlackWorkspace? _configured;
    private string? _first;

    /// <summary>
    /// Whether a workspace is the operator's: the one of the configured token; of several, those that are listed, else the one that installed the app first.
    /// While Slack has not said yet whose token it is, its signature must do.
    /// </summary>
    public async Task<bool> AllowsAsync(string teamId, CancellationToken cancellationToken)
    {
        if (_cipher is null)
            return _configured is null || _configured.TeamId == teamId;
        if (options.Workspaces.Count > 0)
            return options.Workspaces.Contains(teamId, StringComparer.Ordinal) || options.Workspaces.Contains("*", StringComparer.Ordinal);
        if (_first is null)
        {
            await using var session = await database.ReadAsync(cancellationToken);
            _first = await new SlackStore(session).FirstWorkspaceAsync(cancellationToken);
        }

        return _first is null || _first == teamId;
    }

    /// <summary>The workspace, or why we cannot act in it.</summary>
    public async Task<(SlackWorkspace? Workspace, SlackError? Error)> FindAsync(string teamId, CancellationToken cancellationToken) =>
        _cipher is null || await AllowsAsync(teamId, cancellationToken)
            ? await FindAnyAsync(teamId, cancellationToken)
            : (null, new SlackError.Refused("team_access_not_granted"));

    /// <summary>Also one that is not allowed, to tell it so.</summary>
    public async Task<(SlackWorkspace? Workspace, SlackError? Error)> FindAnyAsync(string teamId, CancellationToken cancellationToken)
    {
        if (_cipher is null)
        {
            var (own, error) = await ConfiguredAsync(cancellationToken);
            return own is null || own.TeamId == teamId ? (own, error) : (null, new SlackError.Refused("team_not_found"));
        }

        if (_installed.TryGetValue(teamId, out var known))
            return (known, null);
        await using var session = await database.ReadAsync(cancellationToken);
        return await new SlackStore(session).FindWorkspaceAsync(teamId, cancellationToken) is { Token: { } stored } found && _cipher.Decrypt(stored, teamId) is { } token
            ? (_installed.GetOrAdd(teamId, new SlackWorkspace(teamId, found.BotUserId, token)), null)
            : (null, new SlackError.Refused("team_not_found"));
    }

    /// <summary>Asked once; again as long as Slack does not answer.</summary>
    public async Task<(SlackWorkspace? Workspace, SlackError? Error)> ConfiguredAsync(CancellationToken cancellationToken)
    {
        if (_configured is not null)
            return (_configured, null);
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_configured is not null)
                return (_configured, null);
            switch (await client.AuthTestAsync(options.BotToken, cancellationToken))
            {
                case SlackResult<AuthTest>.Ok { Value: { TeamId: { } team, UserId: { } user } who }:
                    Log.Connected(log, who.Team ?? "", team, user);
                    return (_configured = new SlackWorkspace(team, user, options.BotToken), null);
                case SlackResult<AuthTest>.Failed failed:
                    Log.TokenNotAccepted(log, failed.Error.Reason);
                    return (null, failed.Error);
                default:
                    return (null, new SlackError.Busy("no team_id"));
            }
        }
        finally
        {
            _asking.Release();
        }
    }

    public async Task InstallAsync(string teamId, string name, string botUserId, string token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var store = new SlackStore(session);
        await store.RememberFirstWorkspaceAsync(cancellationToken);
        await store.InstallAsync(new StoredWorkspace(teamId, name, botUserId, _cipher!.Encrypt(token, teamId), now), cancellationToken);
        await store.RememberFirstWorkspaceAsync(cancellationToken);
        await session.CommitAsync(cancellationToken);
        _installed[teamId] = new SlackWorkspace(teamId, botUserId, token);
    }

    /// <summary>False where it was installed anew after that moment.</summary>
    public async Task<bool> UninstallAsync(string teamId, DateTimeOffset happened, CancellationToken cancellationToken)
    {
        if (_cipher is null)
            return true;
        await using var session = await database.WriteAsync(cancellationToken);
        var removed = await new SlackStore(session).UninstallAsync(teamId, happened, cancellationToken);
        await session.CommitAsync(cancellationToken);
        if (removed)
            _installed.TryRemove(teamId, out _);
        return removed;
    }

    public void Dispose() => _asking.Dispose();
}
