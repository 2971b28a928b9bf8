using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>A list of papers somebody was shown: what <c>card 3</c> counts and <c>more</c> goes on with.</summary>
/// <param name="Title">What the list is of.</param>
/// <param name="Shown">How many of it were shown so far.</param>
/// <param name="Total">How many there are; the list may hold fewer.</param>
/// <param name="Query">The search it came from: each paper's row says which of its words it has.</param>
/// <param name="AtLeast">There may be more than <c>Total</c>.</param>
internal sealed record LastList(IReadOnlyList<long> PaperIds, string Title, int Shown, long Total, DateTimeOffset MadeAt, string? Query = null, bool AtLeast = false)
{
    public const int PageSize = 10;

    /// <summary>The next page, numbered on, and the list as it then stands.</summary>
    public async Task<(IReadOnlyList<Block> Blocks, LastList Next)> PageAsync(CommandContext context, CancellationToken cancellationToken, int size = PageSize)
    {
        var ids = PaperIds.Skip(Shown).Take(size).ToList();
        var papers = await new PaperChanges(context.Session).CurrentAsync(ids, cancellationToken);
        var query = Query is null ? null : QueryParser.Parse(Query, QueryContext.Stored with { Mode = QueryMode.Search }).Value;
        var blocks = ids.Index().Where(row => papers.ContainsKey(row.Item)).Select(row => EntryLine.Compose(
            Shown + row.Index + 1, papers[row.Item], context.Language, query is null ? null : MatchedWords.Of(papers[row.Item], query, context.Language), withDay: true)).ToList<Block>();
        return (blocks, this with { Shown = Shown + ids.Count });
    }
}

/// <summary>Each person's last list in each conversation.</summary>
internal sealed class LastListStore(CommandContext context)
{
    public Task SaveAsync(LastList list, CancellationToken cancellationToken) =>
        context.Session.ExecuteAsync(
            $"""
            INSERT OR REPLACE INTO last_lists (conversation_id, person_id, list)
            VALUES ({context.Conversation.Id}, {context.Person.Id}, {JsonSerializer.Serialize(list, LastListJson.Default.LastList)})
            """, cancellationToken);

    /// <summary>One's own last list here, or the papers of a digest posted here since (decision 15).</summary>
    public async Task<LastList?> FindAsync(CancellationToken cancellationToken)
    {
        var own = await context.Session.FirstAsync(
            $"SELECT list FROM last_lists WHERE conversation_id = {context.Conversation.Id} AND person_id = {context.Person.Id}",
            row => JsonSerializer.Deserialize(row.Text(0), LastListJson.Default.LastList), cancellationToken);
        var digest = await context.Session.FirstAsync(
            $"""
            SELECT digests.id, made_at FROM digests JOIN subscriptions ON subscriptions.id = subscription_id
            WHERE conversation_id = {context.Conversation.Id} AND EXISTS (SELECT 1 FROM ledger WHERE ledger.conversation_id = {context.Conversation.Id} AND digest_id = digests.id)
            ORDER BY made_at DESC, digests.id DESC LIMIT 1
            """,
            row => new PostedDigest(row.Long(0), row.Moment(1)), cancellationToken);
        return digest is null || (own is not null && own.MadeAt >= digest.MadeAt) ? own : await OfDigestAsync(digest, cancellationToken);
    }

    /// <summary>The papers of a digest that was posted here, those it did not show last; null where there is none such.</summary>
    public async Task<LastList?> OfDigestAsync(long digestId, CancellationToken cancellationToken) =>
        await OfDigestAsync(new PostedDigest(digestId, context.Now), cancellationToken) is { PaperIds.Count: > 0 } list ? list : null;

    private async Task<LastList> OfDigestAsync(PostedDigest digest, CancellationToken cancellationToken)
    {
        var ids = await context.Session.QueryAsync(
            $"SELECT paper_id FROM ledger WHERE conversation_id = {context.Conversation.Id} AND digest_id = {digest.Id} ORDER BY place", row => row.Long(0), cancellationToken);
        var shown = await context.Session.ValueAsync(
            $"SELECT COUNT(*) FROM ledger WHERE conversation_id = {context.Conversation.Id} AND digest_id = {digest.Id} AND shown = 1", row => row.Int(0), cancellationToken);
        return new LastList(ids, Strings.More_TitleDigest, shown, ids.Count, digest.MadeAt);
    }

    private sealed record PostedDigest(long Id, DateTimeOffset MadeAt);
}

[JsonSerializable(typeof(LastList))]
internal sealed partial class LastListJson : JsonSerializerContext;
