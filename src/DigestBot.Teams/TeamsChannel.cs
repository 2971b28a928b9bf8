using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using DigestBot.Channels;
using DigestBot.Data;
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

    /// <summary>As the connector says that a message is no more; other things it does not find may come back.</summary>
    private const string NoSuchActivity = "ActivityNotFoundInConversation";

    // By outbox row. A crash forgets it; then parts may come twice (promise 3).
    private readonly ConcurrentDictionary<long, TeamsProgress> _unfinished = new();

    public string Name => ChannelName;

    /// <summary>Teams takes 7 in a second, 60 in half a minute and 1800 in an hour from one conversation, and 50 in a second from a tenant.</summary>
    /// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit</remarks>
    public SendLimits Limits { get; } = new(AtOnce: 8, PerConversation: TimeSpan.FromMilliseconds(500), PerWorkspaceAndMinute: 50 * 60);

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => DeliverAsync(message, replaces: null, cancellationToken);

    public Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        DeliverAsync(message, messageId, cancellationToken);

    /// <summary>Forgets how far messages got that will not be sent again.</summary>
    public async Task ForgetEndedAsync(Session session, CancellationToken cancellationToken)
    {
        foreach (var row in _unfinished.Keys)
        {
            if (!await session.ValueAsync($"SELECT COUNT(*) FROM outbox WHERE id = {row} AND state IN ('Pending', 'Sending', 'Dead')", found => found.Flag(0), cancellationToken))
                _unfinished.TryRemove(row, out _);
        }
    }

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

    /// <summary>
    /// What was posted by an earlier attempt stays where it says the same, is edited where it does not, and is taken back where it is too much. Where a posted
    /// card cannot be edited, it and what stands after it are taken back and posted anew, so that the order stays.
    /// </summary>
    private async Task<SendResult> DeliverAsync(OutgoingMessage message, string? replaces, CancellationToken cancellationToken)
    {
        var address = TeamsAddress.Of(message.To);
        var progress = _unfinished.GetValueOrDefault(message.Key) ?? new TeamsProgress(message.Thread, address.ConversationId, []);
        var cards = CardRenderer.Render(message.Message).ToList();
        for (var number = 0; number < cards.Count; number++)
        {
            var activity = Activity(cards[number], message, address);
            var says = Fingerprint(activity);
            var old = progress.Posted.ElementAtOrDefault(number);
            if (old?.Says == says)
                continue;
            var edited = old is { Id.Length: > 0 } ? old.Id : number == 0 && old is null ? replaces : null;
            var answer = edited is null
                ? await PostAsync(address, progress, activity, cancellationToken)
                : await connector.UpdateAsync(address.ServiceUrl, Place(address, progress), edited, activity, cancellationToken);
            switch (answer)
            {
                case ConnectorAnswer.Done { Id: var id }:
                    _unfinished[message.Key] = progress = progress.With(number, new PostedCard(edited ?? id.ActivityId ?? id.Id ?? "", says), id.ActivityId);
                    break;
                case ConnectorAnswer.TooBig when CardRenderer.Halve(cards[number]) is var (first, second):
                    cards.RemoveAt(number);
                    cards.InsertRange(number--, [first, second]);
                    break;
                case ConnectorAnswer.Missing { Code: NoSuchActivity } or ConnectorAnswer.Failed { Result: SendResult.Rejected } when old is not null && edited is not null:
                    if (await TakeBackAsync(number) is { } left)
                        return left;
                    number--;
                    break;
                case ConnectorAnswer.Missing when edited is null && progress.Posted.Count == 0 && address is { IsChannel: false, UserId: not null } && progress.Conversation == address.ConversationId
                    && await DirectAsync(address, cancellationToken) is { } current:
                    progress = progress with { Conversation = current };
                    number--;
                    break;
                case var other:
                    return edited is null ? Result(other, isEdit: false) : Again(Result(other, isEdit: old is null));
            }
        }

        if (await TakeBackAsync(cards.Count) is { } kept)
            return kept;
        _unfinished.TryRemove(message.Key, out _);
        return new SendResult.Sent(progress.Posted[0].Id) { Further = [.. progress.Posted.Skip(1).Select(card => card.Id)] };

        async Task<SendResult?> TakeBackAsync(int from)
        {
            while (progress.Posted.Count > from)
            {
                // What cannot be taken back stays.
                if (progress.Posted[^1].Id is { Length: > 0 } id
                    && await connector.DeleteAsync(address.ServiceUrl, Place(address, progress), id, cancellationToken) is ConnectorAnswer.Failed { Result: SendResult.Retry or SendResult.Lost } failed)
                {
                    return Again(failed.Result);
                }

                progress = progress with { Posted = [.. progress.Posted.SkipLast(1)] };
                if (progress.Posted.Count == 0)
                    progress = progress with { Thread = message.Thread };
                _unfinished[message.Key] = progress;
            }

            return null;
        }
    }

    private Task<ConnectorAnswer> PostAsync(TeamsAddress address, TeamsProgress progress, OutgoingActivity activity, CancellationToken cancellationToken) =>
        address.IsChannel && progress.Thread is null
            ? connector.CreateAsync(
                address.ServiceUrl,
                new NewConversation(IsGroup: true, address.TenantId, new OutgoingAccount(address.BotId)) { ChannelData = new(new OutgoingAccount(address.ConversationId)), Activity = activity },
                cancellationToken)
            : connector.SendAsync(address.ServiceUrl, Place(address, progress), activity, cancellationToken);

    /// <summary>The direct chat as it is now: asking for it again gives the same one, or the one that took its place.</summary>
    private async Task<string?> DirectAsync(TeamsAddress address, CancellationToken cancellationToken) =>
        await connector.CreateAsync(
            address.ServiceUrl,
            new NewConversation(IsGroup: false, address.TenantId, new OutgoingAccount(address.BotId)) { Members = [new OutgoingAccount(address.UserId!)] },
            cancellationToken) is ConnectorAnswer.Done { Id.Id: { } id } && id != address.ConversationId ? id : null;

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

    /// <summary>The same edit twice is one, and so is the same take-back: a lost answer asks for another.</summary>
    private static SendResult Again(SendResult result) => result is SendResult.Lost lost ? new SendResult.Retry(lost.Reason) : result;

    private static string Fingerprint(OutgoingActivity activity) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(activity, ConnectorJson.Relaxed.OutgoingActivity)));

    private static string Place(TeamsAddress address, TeamsProgress progress) => (address with { ConversationId = progress.Conversation }).InThread(progress.Thread);
}
