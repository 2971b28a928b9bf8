using System.Collections.Concurrent;
using DigestBot.Channels;
using DigestBot.Teams.AdaptiveCards;
using DigestBot.Teams.Connector;

namespace DigestBot.Teams;

/// <summary>
/// Teams, outwards: each message as one card or several. In a channel what is no reply becomes a new post, and its overflow replies to it.
/// A message that got through in part goes on where it stopped.
/// </summary>
internal sealed class TeamsChannel(ConnectorClient connector) : IChannel
{
    public const string ChannelName = "teams";

    // By outbox row. A crash forgets it; then parts may come twice (promise 3).
    private readonly ConcurrentDictionary<long, Progress> _unfinished = new();

    public string Name => ChannelName;

    /// <summary>Teams takes 7 in a second, 60 in half a minute and 1800 in an hour from one conversation, and 50 in a second from a tenant.</summary>
    /// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit</remarks>
    public SendLimits Limits { get; } = new(AtOnce: 8, PerConversation: TimeSpan.FromMilliseconds(500), PerWorkspaceAndMinute: 50 * 60);

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => DeliverAsync(message, replaces: null, cancellationToken);

    public Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        DeliverAsync(message, messageId, cancellationToken);

    public async Task<SendResult> CorrectAsync(IReadOnlyList<string> posts, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var cards = CardRenderer.Render(message.Message);
        if (posts.Count != cards.Count || posts.Any(id => id.Length == 0))
            return new SendResult.Rejected(Reason.Of(Setback.OtherPosts, $"{posts.Count} → {cards.Count}"));
        var address = TeamsAddress.Of(message.To);
        // What was a new post in a channel is the first of its own thread.
        var conversation = address.InThread(message.Thread ?? (address.IsChannel ? posts[0] : null));
        foreach (var (post, card) in posts.Zip(cards))
        {
            if (await connector.UpdateAsync(address.ServiceUrl, conversation, post, Activity(card, message, address), cancellationToken) is not ConnectorAnswer.Done and var refused)
                return Result(refused, isEdit: true);
        }

        return new SendResult.Sent(posts[0]);
    }

    private async Task<SendResult> DeliverAsync(OutgoingMessage message, string? replaces, CancellationToken cancellationToken)
    {
        var address = TeamsAddress.Of(message.To);
        var progress = _unfinished.TryGetValue(message.Key, out var begun) ? begun : new Progress([.. CardRenderer.Render(message.Message)], message.Thread, Ids: [], address.ConversationId);
        while (progress.Left is [var card, .. var rest])
        {
            var activity = Activity(card, message, address);
            var answer = progress.Ids.Count == 0 && replaces is not null
                ? await connector.UpdateAsync(address.ServiceUrl, address.InThread(message.Thread), replaces, activity, cancellationToken)
                : await PostAsync(address, progress, activity, cancellationToken);
            switch (answer)
            {
                case ConnectorAnswer.Done done:
                    progress = progress.After(done.Id, rest, replaces);
                    _unfinished[message.Key] = progress;
                    break;
                case ConnectorAnswer.TooBig when CardRenderer.Halve(card) is var (first, second):
                    progress = progress with { Left = [first, second, .. rest] };
                    break;
                case ConnectorAnswer.Missing when replaces is null && progress.Ids.Count == 0 && address is { IsChannel: false, UserId: not null } && progress.Conversation == address.ConversationId
                    && await DirectAsync(address, cancellationToken) is { } current:
                    progress = progress with { Conversation = current };
                    break;
                case var other:
                    return Ended(message, Result(other, replaces is not null && progress.Ids.Count == 0));
            }
        }

        return Ended(message, new SendResult.Sent(progress.Ids[0]) { Further = [.. progress.Ids.Skip(1)] });
    }

    private Task<ConnectorAnswer> PostAsync(TeamsAddress address, Progress progress, OutgoingActivity activity, CancellationToken cancellationToken) =>
        address.IsChannel && progress.Thread is null
            ? connector.CreateAsync(
                address.ServiceUrl,
                new NewConversation(IsGroup: true, address.TenantId, new OutgoingAccount(address.BotId)) { ChannelData = new(new OutgoingAccount(address.ConversationId)), Activity = activity },
                cancellationToken)
            : connector.SendAsync(address.ServiceUrl, (address with { ConversationId = progress.Conversation }).InThread(progress.Thread), activity, cancellationToken);

    /// <summary>The direct chat as it is now: asking for it again gives the same one, or the one that took its place.</summary>
    private async Task<string?> DirectAsync(TeamsAddress address, CancellationToken cancellationToken) =>
        await connector.CreateAsync(
            address.ServiceUrl,
            new NewConversation(IsGroup: false, address.TenantId, new OutgoingAccount(address.BotId)) { Members = [new OutgoingAccount(address.UserId!)] },
            cancellationToken) is ConnectorAnswer.Done { Id.Id: { } id } && id != address.ConversationId ? id : null;

    private SendResult Ended(OutgoingMessage message, SendResult result)
    {
        if (result is not (SendResult.Retry or SendResult.Missing or SendResult.Lost))
            _unfinished.TryRemove(message.Key, out _);
        return result;
    }

    /// <param name="answer">Why it did not go.</param>
    /// <param name="isEdit">What cannot be edited is posted anew.</param>
    private static SendResult Result(ConnectorAnswer answer, bool isEdit) => answer switch
    {
        ConnectorAnswer.Missing missing when isEdit => new SendResult.Rejected(Reason.Of(Setback.NotEdited, missing.Code)),
        ConnectorAnswer.Missing missing => new SendResult.Missing(Reason.Of(Refusal.NotFound, missing.Code)),
        ConnectorAnswer.TooBig => new SendResult.Rejected("too big"),
        ConnectorAnswer.Failed failed => failed.Result,
        _ => throw new ArgumentException($"No result for {answer.GetType().Name}", nameof(answer)),
    };

    private static OutgoingActivity Activity(AdaptiveCard card, OutgoingMessage message, TeamsAddress address) => new(
        [new OutgoingAttachment(AdaptiveCard.ContentType, CardJson.Element(card))], CardRenderer.Fallback(message.Message), new OutgoingAccount(address.BotId));

    /// <summary>What is still to be posted, where, and the ids of what was posted.</summary>
    private sealed record Progress(AdaptiveCard[] Left, string? Thread, IReadOnlyList<string> Ids, string Conversation)
    {
        public Progress After(CreatedId id, AdaptiveCard[] rest, string? replaces) => this with
        {
            Left = rest,
            Ids = [.. Ids, (Ids.Count == 0 ? replaces : null) ?? id.ActivityId ?? id.Id ?? ""],
            Thread = Thread ?? id.ActivityId,
        };
    }
}
