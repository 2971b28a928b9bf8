using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Slack.Events;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>The bot comes, goes, and its places change. Events come more than once and in any order: each only leads to a state.</summary>
internal sealed class SlackLifecycle(Presence presence, SlackWorkspaces workspaces, SlackPeople people, SlackClient client, SlackWork work, ILogger<SlackLifecycle> log)
{
    public async Task HandleAsync(string team, SlackEvent happened, string? botUserId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var channel = happened.Channel;
        switch (happened.Type)
        {
            case "member_joined_channel" when channel is not null && happened.User?.Id == botUserId:
                var by = happened.Inviter is { } inviter ? await people.KnownAsync(SlackEventMapper.Person(team, inviter, name: null), cancellationToken) : null;
                await presence.AddedAsync(SlackPlace.Conversation(team, channel.Id), by, cancellationToken);
                work.Add(channel.Id, token => NameAsync(team, channel.Id, token));
                break;
            case "member_left_channel" when channel is not null && happened.User?.Id == botUserId:
            case "channel_left" or "group_left" or "channel_deleted" or "group_deleted" when channel is not null:
                await presence.RemovedAsync(SlackPlace.Conversation(team, channel.Id), Reason.Of(happened.Type is "channel_deleted" or "group_deleted" ? Refusal.Deleted : Refusal.Removed, happened.Type), cancellationToken);
                break;
            case "channel_archive" or "group_archive" when channel is not null:
                await presence.RemovedAsync(SlackPlace.Conversation(team, channel.Id), Reason.Of(Refusal.Archived, happened.Type), cancellationToken);
                break;
            case "channel_unarchive" or "group_unarchive" when channel is not null:
                await presence.AddedAsync(SlackPlace.Conversation(team, channel.Id), by: null, cancellationToken);
                break;
            case "channel_rename" or "group_rename" when channel is { Name: not null }:
                await presence.RenamedAsync(SlackPlace.Conversation(team, channel.Id, channel.Name), cancellationToken);
                break;
            case "app_uninstalled":
            case "tokens_revoked" when happened.Tokens?.Bot is { Count: > 0 }:
                await UninstalledAsync(team, at, cancellationToken);
                break;
        }
    }

    private async Task UninstalledAsync(string team, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!await workspaces.UninstallAsync(team, at, cancellationToken))
            return;
        await presence.UninstalledAsync(SlackChannel.ChannelName, SlackPlace.Of(team, ""), Reason.Of(Refusal.Uninstalled, "app_uninstalled"), cancellationToken);
        Log.Uninstalled(log, team);
    }

    /// <summary>Events give the id only.</summary>
    private async Task NameAsync(string team, string channel, CancellationToken cancellationToken)
    {
        if ((await workspaces.FindAsync(team, cancellationToken)).Workspace is { } workspace
            && await client.ConversationAsync(workspace.Token, channel, cancellationToken) is SlackResult<OpenedConversation>.Ok { Value.Channel.Name: { } name })
        {
            await presence.RenamedAsync(SlackPlace.Conversation(team, channel, name), cancellationToken);
        }
    }
}
