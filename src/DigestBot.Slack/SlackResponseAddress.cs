using DigestBot.Channels;
using DigestBot.Slack.BlockKit;

namespace DigestBot.Slack;

/// <summary>
/// The address that came with a command or a click: it reaches where the bot is no member, and is the only way to change a private message. It gives no
/// ids and takes few answers; what it does not take goes on another way.
/// </summary>
/// <param name="Refused">Why the conversation itself was no way; null where it was not tried yet.</param>
internal sealed record SlackResponseAddress(Uri Address, SlackConversation Conversation, SendResult? Refused) : IDestination
{
    public IReadOnlyList<MessagePart> Parts => Conversation.Parts;

    public TimeSpan BetweenParts => Conversation.BetweenParts;

    public async Task<PartResult> PostAsync(MessagePart part, string? first, CancellationToken cancellationToken) =>
        await Conversation.Responses.PostAsync(Address, (SlackPost)part, isPrivate: Conversation.Message.OnlyFor is not null, cancellationToken) ? new PartResult.Done(Id: null)
        : Refused is null ? new PartResult.Elsewhere(Conversation)
        : await Conversation.ReachAskerAsync(Refused, cancellationToken);

    public async Task<PartResult> EditAsync(string id, MessagePart part, string? first, CancellationToken cancellationToken) =>
        id != Conversation.Message.Replaces ? await Conversation.EditAsync(id, part, first, cancellationToken)
        : !await Conversation.Responses.ReplaceAsync(Address, (SlackPost)part, cancellationToken) ? new PartResult.NotEditable("response_url")
        // A private message has an id only for the click it came with.
        : new PartResult.Done(Conversation.Address.UrlFirst ? null : id);

    public Task<PartResult> DeleteAsync(string id, string? first, CancellationToken cancellationToken) => Conversation.DeleteAsync(id, first, cancellationToken);
}
