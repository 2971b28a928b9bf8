using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>The app's Home tab: a person's subscriptions with their buttons. What is clicked there is answered in the chat beside it.</summary>
internal sealed class SlackHome(Overview overview, Presence presence, SlackPeople people, SlackWorkspaces workspaces, SlackClient client, ILogger<SlackHome> log)
{
    /// <summary>Whoever opens the app for the first time is welcomed in their chat.</summary>
    public async Task OpenedAsync(ConversationReference direct, Sender person, string? tab, CancellationToken cancellationToken)
    {
        await people.RefreshAsync(person.Id, cancellationToken);
        person = await people.KnownAsync(person, cancellationToken);
        await presence.AddedAsync(direct, person, cancellationToken);
        if (tab is "home")
            await PublishAsync(direct, person, cancellationToken);
    }

    public async Task PublishAsync(ConversationReference direct, Sender person, CancellationToken cancellationToken)
    {
        var (team, user) = SlackPlace.Parse(person.Id);
        if ((await workspaces.FindAsync(team, cancellationToken)).Workspace is not { } workspace)
            return;
        var message = await overview.OfAsync(direct, person, cancellationToken);
        var view = View(message, direct);
        if (await client.PublishHomeAsync(workspace.Token, user, view, cancellationToken) is SlackResult<SlackReply>.Failed failed)
            Log.CallFailed(log, "views.publish", failed.Error.Reason);
    }

    internal static HomeView View(Messages.Message message, ConversationReference direct) => new(
        [.. MessageBlocks.Of(message).Select(rendered => rendered.Block).Take(BlockKitLimits.ViewBlocks)],
        new FormOrigin(SlackPlace.Parse(direct.Id).Id).Write());
}
