using System.Text.Json;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.Events;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// Where everything from Slack arrives, over HTTP or a socket: recorded, so that it may be acknowledged with what is returned (a JSON text or
/// nothing), then worked on in the background. Throws where recording failed: no acknowledgement, so that Slack sends it again.
/// </summary>
internal sealed class SlackReceiver(
    Database database, CommandProcessor processor, SlackWorkspaces workspaces, SlackPeople people, SlackForms forms, SlackLifecycle lifecycle, SlackHome home,
    SlackUnfurls unfurls, Reactions reactions, SlackClient client, SlackOptions options, SlackWork work, TimeProvider time, ILogger<SlackReceiver> log)
{
    public async Task<string?> EventAsync(EventPayload payload, CancellationToken cancellationToken)
    {
        if (payload.Type == "app_rate_limited")
            Log.RateLimited(log, payload.TeamId ?? "");
        if (payload is not { Type: "event_callback", Team: { } team, EventId: { } eventId, EventType: { } type })
            return null;

        if (type is not ("app_uninstalled" or "tokens_revoked") && !await workspaces.AllowsAsync(team, cancellationToken))
        {
            if (type is "app_mention" or "message" && SlackEventMapper.Message(team, Read(payload), BotUser(payload)) is { } said)
                work.Add(said.Conversation.Id, token => RefuseAsync(team, said, token));
            return null;
        }

        switch (type)
        {
            case "app_mention" or "message":
                // Ours to know even while Slack cannot be asked: the bot's id comes with the event.
                if (SlackEventMapper.Message(team, Read(payload), BotUser(payload)) is { } message)
                    await ReceiveAsync(message, cancellationToken);
                break;
            case "app_home_opened" or "link_shared":
                var (happened, botUser) = (Read(payload), BotUser(payload));
                if (await TakeAsync(eventId, cancellationToken))
                    await LookAsync(team, happened, botUser, cancellationToken);
                break;
            case "reaction_added" or "reaction_removed":
                await ReactAsync(team, Read(payload), BotUser(payload), cancellationToken);
                break;
            case "member_joined_channel" or "member_left_channel" or "channel_left" or "group_left" or "channel_archive" or "group_archive"
                or "channel_unarchive" or "group_unarchive" or "channel_rename" or "group_rename" or "channel_deleted" or "group_deleted"
                or "app_uninstalled" or "tokens_revoked":
                if (!await IsTakenAsync(eventId, cancellationToken))
                    await lifecycle.HandleAsync(team, Read(payload), BotUser(payload), DateTimeOffset.FromUnixTimeSeconds(payload.EventTime), cancellationToken);
                await TakeAsync(eventId, cancellationToken);
                break;
        }

        return null;
    }

    public async Task<string?> CommandAsync(SlashCommand command, CancellationToken cancellationToken)
    {
        if (SlackEventMapper.Command(command, options.ApiUrl) is not { } message)
            return null;
        if (!await workspaces.AllowsAsync(command.TeamId!, cancellationToken))
            return JsonSerializer.Serialize(new ResponseBody("ephemeral", ReplaceOriginal: false, string.Format(Strings.Slack_NotAllowed, command.TeamId), []), ResponseJson.Default.ResponseBody);
        // A chat of two people may be that of two others: what is said there belongs to the asker's own.
        if (message.Conversation.Kind == ConversationKind.Direct && await DirectAsync(command.TeamId!, command.UserId!, cancellationToken) is { } own)
            message = message with { Conversation = own };
        await ReceiveAsync(message, cancellationToken);
        return null;
    }

    public async Task<string?> InteractionAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        if (interaction.TeamId is not { } workspace || !await workspaces.AllowsAsync(workspace, cancellationToken))
            return null;
        switch (interaction.Type)
        {
            case "block_suggestion":
                return await forms.OptionsAsync(interaction.Value ?? "", cancellationToken);
            case "view_submission" when SlackForms.Fault(interaction) is { } fault:
                return fault;
            case "view_submission" when SlackForms.Submitted(interaction) is { } submitted:
                await ReceiveAsync(submitted, cancellationToken);
                break;
            case "message_action" when SlackEventMapper.Shortcut(interaction, options.ApiUrl) is { } asked:
                await ReceiveAsync(asked, cancellationToken);
                break;
            case "shortcut" when interaction is { TeamId: { } team, User.Id: { } user, TriggerId: { } trigger, CallbackId: { } form }:
                if (await DirectAsync(team, user, cancellationToken) is { } direct)
                    await forms.OpenAsync(new IncomingMessage("", direct, SlackEventMapper.Person(team, user, interaction.User.Username), form), trigger, cancellationToken);
                break;
            case "block_actions" when SlackEventMapper.Click(interaction, options.ApiUrl) is { } click:
                var opensForm = interaction.Actions![0].ActionId?.StartsWith(ButtonBlocks.Form, StringComparison.Ordinal) == true;
                if (!opensForm || !await forms.OpenAsync(await WithNameAsync(click, cancellationToken), interaction.TriggerId!, cancellationToken))
                    await ReceiveAsync(click, cancellationToken, then: interaction.View is { Type: "home" } ? token => home.PublishAsync(click.Conversation, click.From, token) : null);
                break;
        }

        return null;
    }

    /// <summary>A workspace that is not the operator's is told so where it can be, and nothing of it is kept.</summary>
    private async Task RefuseAsync(string team, IncomingMessage said, CancellationToken cancellationToken)
    {
        if ((await workspaces.FindAnyAsync(team, cancellationToken)).Workspace is { } workspace)
            await client.PostAsync(workspace.Token, SlackPlace.Parse(said.Conversation.Id).Id, new SlackPost(string.Format(Strings.Slack_NotAllowed, team), []), said.Thread, cancellationToken);
    }

    /// <param name="message">What was said.</param>
    /// <param name="cancellationToken">Stops the recording, not the work.</param>
    /// <param name="then">When it is done.</param>
    private async Task ReceiveAsync(IncomingMessage message, CancellationToken cancellationToken, Func<CancellationToken, Task>? then = null)
    {
        message = await WithNameAsync(message, cancellationToken);
        await processor.ReceiveAsync(message, cancellationToken);
        work.Add(message.Conversation.Id, async token =>
        {
            await people.RefreshAsync(message.From.Id, token);
            await processor.ProcessAsync(SlackChannel.ChannelName, message.EventId, token);
            if (then is not null)
                await then(token);
        });
    }

    private async Task<IncomingMessage> WithNameAsync(IncomingMessage message, CancellationToken cancellationToken) =>
        message with { From = await people.KnownAsync(message.From, cancellationToken) };

    /// <summary>Before the acknowledgement: the same reaction told again changes nothing.</summary>
    private async Task ReactAsync(string team, SlackEvent happened, string? botUser, CancellationToken cancellationToken)
    {
        if (happened is { User.Id: { } user, Item: { Type: "message", Channel: { } channel, Ts: { } ts } } && user != botUser && SlackEventMapper.Likes(happened.Reaction) is { } likes)
        {
            var person = await people.KnownAsync(SlackEventMapper.Person(team, user, name: null), cancellationToken);
            await reactions.ReactedAsync(SlackPlace.Conversation(team, channel), person, ts, likes, given: happened.Type == "reaction_added", cancellationToken);
        }
    }

    private async Task LookAsync(string team, SlackEvent happened, string? botUser, CancellationToken cancellationToken)
    {
        if (happened is { Type: "app_home_opened", User.Id: { } user, Channel.Id: { } channel })
        {
            var direct = SlackPlace.Conversation(team, channel);
            var person = await people.KnownAsync(SlackEventMapper.Person(team, user, name: null), cancellationToken);
            work.Add(direct.Id, token => home.OpenedAsync(direct, person, happened.Tab, token));
        }
        else if (happened is { Type: "link_shared", User.Id: { } sharer } && sharer != botUser)
        {
            work.Add(SlackPlace.Of(team, happened.Channel?.Id ?? ""), token => unfurls.ShowAsync(team, happened, token));
        }
    }

    /// <summary>The person's own chat with the bot; null where Slack cannot say.</summary>
    private async Task<ConversationReference?> DirectAsync(string team, string user, CancellationToken cancellationToken)
    {
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            var known = await session.FirstAsync(
                $"""
                SELECT conversations.external_id FROM people JOIN conversations ON conversations.id = people.direct_id
                WHERE people.channel = {SlackChannel.ChannelName} AND people.external_id = {SlackPlace.Of(team, user)}
                """, row => row.Text(0), cancellationToken);
            if (known is not null)
                return SlackPlace.Conversation(team, SlackPlace.Parse(known).Id);
        }

        return (await workspaces.FindAsync(team, cancellationToken)).Workspace is { } workspace
            && await client.OpenDirectAsync(workspace.Token, user, cancellationToken) is SlackResult<OpenedConversation>.Ok { Value.Channel.Id: { } channel }
                ? SlackPlace.Conversation(team, channel)
                : null;
    }

    private async Task<bool> IsTakenAsync(string eventId, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await session.ValueAsync($"SELECT COUNT(*) FROM slack_events WHERE event_id = {eventId}", row => row.Flag(0), cancellationToken);
    }

    private async Task<bool> TakeAsync(string eventId, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var isNew = await new SlackStore(session).TakeAsync(eventId, time.GetUtcNow(), cancellationToken);
        await session.CommitAsync(cancellationToken);
        return isNew;
    }

    private static SlackEvent Read(EventPayload payload) => payload.Event.Deserialize(EventsJson.Default.SlackEvent)!;

    private static string? BotUser(EventPayload payload) => payload.Authorizations?.FirstOrDefault(authorization => authorization.IsBot)?.UserId;
}
