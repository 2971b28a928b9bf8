using DigestBot.Channels;
using DigestBot.Teams.Connector;

namespace DigestBot.Teams;

/// <summary>A conversation as the connector knows it; a direct chat that Teams moved is looked up anew.</summary>
internal sealed record TeamsConversation(ConnectorClient Connector, TeamsAddress Address, OutgoingMessage Message, IReadOnlyList<MessagePart> Parts) : IDestination
{
    /// <summary>As the connector says that a message is no more; other things it does not find may come back.</summary>
    private const string NoSuchActivity = "ActivityNotFoundInConversation";

    /// <summary>False once the direct chat was looked up.</summary>
    private bool MayHaveMoved { get; init; } = Address is { IsChannel: false, UserId: not null };

    public async Task<PartResult> PostAsync(MessagePart part, string? first, CancellationToken cancellationToken)
    {
        var activity = ((TeamsPart)part).Activity;
        var answer = Address.IsChannel && Thread(first) is null
            ? await Connector.CreateAsync(
                Address.ServiceUrl,
                new NewConversation(IsGroup: true, Address.TenantId, new OutgoingAccount(Address.BotId)) { ChannelData = new(new OutgoingAccount(Address.ConversationId)), Activity = activity },
                cancellationToken)
            : await Connector.SendAsync(Address.ServiceUrl, Place(first), activity, cancellationToken);
        return answer switch
        {
            ConnectorAnswer.Done { Id: var id } => new PartResult.Done(id.ActivityId ?? id.Id),
            ConnectorAnswer.Missing when MayHaveMoved && first is null && await DirectAsync(cancellationToken) is { } current =>
                new PartResult.Elsewhere(this with { Address = Address with { ConversationId = current }, MayHaveMoved = false }),
            _ => Refused(answer, part),
        };
    }

    public async Task<PartResult> EditAsync(string id, MessagePart part, string? first, CancellationToken cancellationToken) =>
        await Connector.UpdateAsync(Address.ServiceUrl, Place(first), id, ((TeamsPart)part).Activity, cancellationToken) switch
        {
            ConnectorAnswer.Done => new PartResult.Done(id),
            // Of our own unfinished message, a conversation that is not found may come back with its posts.
            ConnectorAnswer.Missing { Code: var code } when code == NoSuchActivity || id == Message.Replaces || Message.Corrects.Count > 0 => new PartResult.NotEditable(code),
            ConnectorAnswer.Failed { Result: SendResult.Rejected { Reason: var reason } } when Message.Corrects.Count == 0 => new PartResult.NotEditable(reason),
            var answer => Refused(answer, part),
        };

    public async Task<PartResult> DeleteAsync(string id, string? first, CancellationToken cancellationToken) =>
        await Connector.DeleteAsync(Address.ServiceUrl, Place(first), id, cancellationToken) is ConnectorAnswer.Failed { Result: SendResult.Retry or SendResult.Lost } failed
            ? new PartResult.Failed(failed.Result)
            : new PartResult.Done(id);

    private static PartResult Refused(ConnectorAnswer answer, MessagePart part) => answer switch
    {
        ConnectorAnswer.TooBig when ((TeamsPart)part).Halves is { } halves => new PartResult.Split(halves),
        ConnectorAnswer.TooBig => new PartResult.Failed(new SendResult.Rejected("too big")),
        ConnectorAnswer.Missing missing => new PartResult.Failed(new SendResult.Missing(Reason.Of(Refusal.NotFound, missing.Code))),
        ConnectorAnswer.Failed failed => new PartResult.Failed(failed.Result),
        _ => throw new ArgumentException($"No result for {answer.GetType().Name}", nameof(answer)),
    };

    /// <summary>The direct chat as it is now: asking for it again gives the same one, or the one that took its place. Null where nothing changed.</summary>
    private async Task<string?> DirectAsync(CancellationToken cancellationToken) =>
        await Connector.CreateAsync(
            Address.ServiceUrl,
            new NewConversation(IsGroup: false, Address.TenantId, new OutgoingAccount(Address.BotId)) { Members = [new OutgoingAccount(Address.UserId!)] },
            cancellationToken) is ConnectorAnswer.Done { Id.Id: { } id } && id != Address.ConversationId ? id : null;

    private string Place(string? first) => Address.InThread(Thread(first));

    /// <summary>What was a new post in a channel is the first of its own thread.</summary>
    private string? Thread(string? first) => Message.Thread ?? (Address.IsChannel ? first : null);
}
