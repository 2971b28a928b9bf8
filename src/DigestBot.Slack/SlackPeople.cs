using System.Collections.Concurrent;
using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Slack.WebApi;

namespace DigestBot.Slack;

/// <summary>Names, languages and zones from people's profiles. Events carry ids only; a profile is asked for after the acknowledgement, once a day.</summary>
internal sealed class SlackPeople(Database database, SlackWorkspaces workspaces, SlackClient client, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<string, (Sender Sender, DateTimeOffset At)> _profiles = new(StringComparer.Ordinal);

    /// <summary>As far as it is known here; nobody is asked.</summary>
    public async Task<Sender> KnownAsync(Sender sender, CancellationToken cancellationToken)
    {
        if (_profiles.TryGetValue(sender.Id, out var profile))
            return profile.Sender;
        if (sender.Name != SlackPlace.Parse(sender.Id).Id)
            return sender;
        await using var session = await database.ReadAsync(cancellationToken);
        var name = await session.FirstAsync(
            $"SELECT name FROM people WHERE channel = {SlackChannel.ChannelName} AND external_id = {sender.Id}", row => row.Text(0), cancellationToken);
        return name is null ? sender : sender with { Name = name };
    }

    /// <summary>Asks Slack where that is due, and keeps the answer with the person.</summary>
    public async Task RefreshAsync(string id, CancellationToken cancellationToken)
    {
        if (_profiles.TryGetValue(id, out var profile) && time.GetUtcNow() - profile.At < Fresh)
            return;
        var person = SlackPlace.Parse(id);
        if ((await workspaces.FindAsync(person.Team, cancellationToken)).Workspace is not { } workspace
            || await client.UserAsync(workspace.Token, person.Id, cancellationToken) is not SlackResult<UserInfo>.Ok { Value.User: { } user })
        {
            return;
        }

        var sender = new Sender(id, Name(user), user.Locale, user.Tz);
        await using var session = await database.WriteAsync(cancellationToken);
        await new ConversationStore(session).KnowAsync(SlackChannel.ChannelName, sender, cancellationToken);
        await session.CommitAsync(cancellationToken);
        _profiles[id] = (sender, time.GetUtcNow());
    }

    private static string Name(SlackUser user) =>
        new[] { user.Profile?.DisplayName, user.Profile?.RealName, user.RealName, user.Name }.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? user.Id;
}
