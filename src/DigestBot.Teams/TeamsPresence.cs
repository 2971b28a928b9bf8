using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Teams.Activities;

namespace DigestBot.Teams;

/// <summary>Installed, removed, renamed. Teams tells most of it twice and some of it never, so each is told by the state it leads to.</summary>
internal sealed class TeamsPresence(Presence presence)
{
    public async Task NoteAsync(Activity activity, CancellationToken cancellationToken)
    {
        var conversation = TeamsActivityMapper.Conversation(activity);
        switch (activity)
        {
            case { Type: "installationUpdate", Action: "add" or "add-upgrade" }:
            case { Type: "conversationUpdate" } when HasBot(activity, activity.MembersAdded):
                await presence.AddedAsync(conversation, activity.From is null ? null : TeamsActivityMapper.Sender(activity), cancellationToken);
                break;
            case { Type: "installationUpdate", Action: "remove" }:
            case { Type: "conversationUpdate" } when HasBot(activity, activity.MembersRemoved):
            case { Type: "conversationUpdate", ChannelData.EventType: "teamDeleted" or "teamHardDeleted" or "teamArchived" }:
                var reason = Reason.Of(WhyGone(activity), activity.ChannelData?.EventType ?? activity.Type);
                if (activity.Conversation!.ConversationType == "channel")
                    await presence.UninstalledAsync(TeamsChannel.ChannelName, TeamsActivityMapper.TeamPrefix(activity), reason, cancellationToken);
                else
                    await presence.RemovedAsync(conversation, reason, cancellationToken);
                break;
            case { Type: "conversationUpdate", ChannelData.EventType: "channelDeleted" }:
                await presence.RemovedAsync(conversation, Reason.Of(Refusal.Deleted, "channelDeleted"), cancellationToken);
                break;
            default:
                // Whatever else happens there: the address is fresh.
                await presence.RenamedAsync(conversation, cancellationToken);
                break;
        }
    }

    private static Refusal WhyGone(Activity activity) => activity.ChannelData?.EventType switch
    {
        "teamArchived" => Refusal.Archived,
        "teamDeleted" or "teamHardDeleted" => Refusal.Deleted,
        _ => Refusal.Uninstalled,
    };

    private static bool HasBot(Activity activity, IReadOnlyList<Account>? members) => members?.Any(member => member.Id == activity.Recipient?.Id) == true;
}
