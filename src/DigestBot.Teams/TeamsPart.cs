using System.Security.Cryptography;
using System.Text.Json;
using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.Teams.AdaptiveCards;
using DigestBot.Teams.Connector;

namespace DigestBot.Teams;

/// <summary>A card of a message, and the activity that carries it.</summary>
internal sealed record TeamsPart(AdaptiveCard Card, OutgoingActivity Activity) : MessagePart
{
    public override string Fingerprint => field ??=
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Activity, ConnectorJson.Relaxed.OutgoingActivity)));

    public static TeamsPart Of(AdaptiveCard card, Message message, TeamsAddress address) => new(
        card, new OutgoingActivity([AttachmentOf(card)], CardRenderer.Fallback(message), new OutgoingAccount(address.BotId)));

    /// <summary>Two smaller parts that say the same; null where the card cannot be split.</summary>
    public IReadOnlyList<MessagePart>? Halves => CardRenderer.Halve(Card) is var (first, second) ? [With(first), With(second)] : null;

    private TeamsPart With(AdaptiveCard card) => new(card, Activity with { Attachments = [AttachmentOf(card)] });

    private static OutgoingAttachment AttachmentOf(AdaptiveCard card) => new(AdaptiveCard.ContentType, CardJson.Element(card));
}
