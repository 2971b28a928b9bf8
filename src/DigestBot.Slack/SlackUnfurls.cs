using System.Collections.Concurrent;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.Events;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// A short card beneath an arXiv link somebody shares: only for papers a digest file brought, not for a list of links, and not again within
/// the hour in the same place. What is not shown is left to Slack's own preview.
/// </summary>
internal sealed class SlackUnfurls(Database database, SlackWorkspaces workspaces, SlackClient client, TimeProvider time, ILogger<SlackUnfurls> log)
{
    private const int MostLinks = 3;
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(string Place, long Paper), DateTimeOffset> _shown = new();

    public async Task ShowAsync(string team, SlackEvent shared, CancellationToken cancellationToken)
    {
        if (shared.Links is not { Count: > 0 and <= MostLinks } links || Place(shared) is not { } place)
            return;
        var unfurls = await CardsAsync(team, shared, links, cancellationToken);
        if (unfurls.Count == 0 || (await workspaces.FindAsync(team, cancellationToken)).Workspace is not { } workspace)
            return;
        if (await client.UnfurlAsync(workspace.Token, place, unfurls, cancellationToken) is SlackResult<SlackReply>.Failed failed)
            Log.CallFailed(log, "chat.unfurl", failed.Error.Reason);
    }

    private async Task<Dictionary<string, Unfurl>> CardsAsync(string team, SlackEvent shared, IReadOnlyList<SharedLink> links, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var conversation = SlackPlace.Of(team, shared.Channel?.Id ?? "");
        var language = await session.ValueAsync(
            $"""
            SELECT COALESCE(
              (SELECT language FROM conversations WHERE channel = {SlackChannel.ChannelName} AND external_id = {conversation}),
              (SELECT COALESCE(language, profile_language) FROM people WHERE channel = {SlackChannel.ChannelName} AND external_id = {SlackPlace.Of(team, shared.User!.Id)}))
            """, row => row.TextOrNull(0), cancellationToken);
        using var speaking = UiLanguage.Use(language);
        var cards = new Dictionary<string, Unfurl>(StringComparer.Ordinal);
        foreach (var url in links.Select(link => link.Url).OfType<string>())
        {
            if (ArxivId.TryParse(url, out var id) && await new PaperStore(session).FindAsync(id, cancellationToken) is { } paper && IsNew(shared, conversation, paper))
                cards[url] = new Unfurl(Card(paper, language ?? UiLanguage.Current));
        }

        return cards;
    }

    /// <summary>As much as one post holds; the link has the rest.</summary>
    internal static IReadOnlyList<SlackBlock> Card(Paper paper, string language) =>
        SlackPost.Of(new Message(PaperCard.Title(paper), [EntryLine.Compose(number: null, paper, language)]))[0].Blocks;

    /// <summary>A draft is shown as often as it is written; a posted message once.</summary>
    private bool IsNew(SlackEvent shared, string conversation, Paper paper)
    {
        if (shared.Source == "composer")
            return true;
        var now = time.GetUtcNow();
        foreach (var old in _shown.Where(pair => now - pair.Value >= Quiet).Select(pair => pair.Key))
            _shown.TryRemove(old, out _);
        return _shown.TryAdd((conversation, paper.Id), now);
    }

    /// <summary>A posted message by channel and time, a draft by its id.</summary>
    private static IReadOnlyList<(string, string?)>? Place(SlackEvent shared) => shared switch
    {
        { Source: { } source, UnfurlId: { } unfurl } => [("unfurl_id", unfurl), ("source", source)],
        { Channel.Id: { } channel, MessageTs: { } ts } => [("channel", channel), ("ts", ts)],
        _ => null,
    };
}
