using DigestBot.Commands;
using DigestBot.Messages;
using DigestBot.Teams.Activities;

namespace DigestBot.Teams;

/// <summary>Installed, removed, renamed. Teams tells most of it twice and some of it never, so each is told by the state it leads to.</summary>
internal sealed class TeamsPresence(Presence presence)
{
    public async Task NoteAsync(Activity activity, CancellationToken cancellationToken)
    {
        using var language = UiLanguage.Use(activity.Locale);
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
                if (activity.Conversation!.ConversationType == "channel")
                    await presence.UninstalledAsync(TeamsChannel.ChannelName, TeamsActivityMapper.TeamPrefix(activity), Strings.Teams_Removed, cancellationToken);
                else
                    await presence.RemovedAsync(conversation, Strings.Teams_Removed, cancellationToken);
                break;
            case { Type: "conversationUpdate", ChannelData.EventType: "channelDeleted" }:
                await presence.RemovedAsync(conversation, Strings.Teams_ChannelDeleted, cancellationToken);
                break;
            default:
                // Whatever else happens there: the address is fresh.
                await presence.RenamedAsync(conversation, cancellationToken);
                break;
        }
    }

    private static bool HasBot(Activity activity, IReadOnlyList<Account>? members) => members?.Any(member => member.Id == activity.Recipient?.Id) == true;
}
