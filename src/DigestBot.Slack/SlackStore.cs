using DigestBot.Data;

namespace DigestBot.Slack;

/// <summary>A workspace that installed the app; <c>Token</c> is encrypted, null once it was removed.</summary>
internal sealed record StoredWorkspace(string TeamId, string Name, string BotUserId, string? Token, DateTimeOffset InstalledAt);

/// <summary>What only the Slack channel keeps.</summary>
internal sealed class SlackStore(Session session)
{
    /// <summary>Slack repeats an event for an hour, when asked for a day.</summary>
    public const int KeepDays = 2;

    private const string FirstWorkspace = "slack_workspace";

    /// <summary>False where this event was taken before.</summary>
    public async Task<bool> TakeAsync(string eventId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.ExecuteAsync($"INSERT OR IGNORE INTO slack_events (event_id, taken_at) VALUES ({eventId}, {now})", cancellationToken) == 1;

    public Task<StoredWorkspace?> FindWorkspaceAsync(string teamId, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"SELECT team_id, name, bot_user_id, token, installed_at FROM slack_workspaces WHERE team_id = {teamId}", Read, cancellationToken);

    public Task InstallAsync(StoredWorkspace workspace, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            INSERT INTO slack_workspaces (team_id, name, bot_user_id, token, installed_at)
            VALUES ({workspace.TeamId}, {workspace.Name}, {workspace.BotUserId}, {workspace.Token}, {workspace.InstalledAt})
            ON CONFLICT (team_id) DO UPDATE SET name = excluded.name, bot_user_id = excluded.bot_user_id, token = excluded.token, installed_at = excluded.installed_at
            """, cancellationToken);

    /// <summary>The workspace that installed the app first, of those known; kept, as installing again changes when that was.</summary>
    public Task<string?> FirstWorkspaceAsync(CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"""
            SELECT COALESCE((SELECT value FROM settings WHERE key = {FirstWorkspace}), (SELECT team_id FROM slack_workspaces ORDER BY installed_at, team_id LIMIT 1)) AS first
            WHERE first IS NOT NULL
            """, row => row.Text(0), cancellationToken);

    public async Task RememberFirstWorkspaceAsync(CancellationToken cancellationToken)
    {
        if (await FirstWorkspaceAsync(cancellationToken) is { } first)
            await new Settings(session).SetAsync(FirstWorkspace, first, cancellationToken);
    }

    public Task<IReadOnlyList<StoredWorkspace>> WorkspacesAsync(CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT team_id, name, bot_user_id, token, installed_at FROM slack_workspaces ORDER BY team_id", Read, cancellationToken);

    /// <summary>Removed, if it was not installed anew since: events come in any order.</summary>
    public async Task<bool> UninstallAsync(string teamId, DateTimeOffset happened, CancellationToken cancellationToken) =>
        await session.ExecuteAsync($"UPDATE slack_workspaces SET token = NULL WHERE team_id = {teamId} AND installed_at <= {happened}", cancellationToken) == 1;

    public Task ForgetOldAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM slack_events WHERE taken_at < {now.AddDays(-KeepDays)}", cancellationToken);

    private static StoredWorkspace Read(Row row) => new(row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Moment(4));
}
