using DigestBot.Channels;
using DigestBot.Teams.AdaptiveCards;
using DigestBot.Teams.Connector;

namespace DigestBot.Teams;

/// <summary>Teams, outwards: each message as one card or several. In a channel what is no reply becomes a new post, and its overflow replies to it.</summary>
internal sealed class TeamsChannel(ConnectorClient connector) : IChannel
{
    public const string ChannelName = "teams";

    public string Name => ChannelName;

    /// <summary>Teams takes 7 in a second, 60 in half a minute and 1800 in an hour from one conversation, and 50 in a second from a tenant.</summary>
    /// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit</remarks>
    public SendLimits Limits { get; } = new(AtOnce: 8, PerConversation: TimeSpan.FromMilliseconds(500), PerWorkspaceAndMinute: 50 * 60);

    public Task<(IDestination? Destination, SendResult? Refused)> OpenAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var address = TeamsAddress.Of(message.To);
        var cards = CardRenderer.Render(message.Message).Select(card => TeamsPart.Of(card, message.Message, address)).ToList();
        return Task.FromResult<(IDestination?, SendResult?)>((new TeamsConversation(connector, address, message, cards), null));
    }
}
