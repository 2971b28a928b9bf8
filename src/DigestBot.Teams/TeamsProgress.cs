namespace DigestBot.Teams;

/// <summary>A card that was posted: its id, and a hash of what it says.</summary>
internal sealed record PostedCard(string Id, string Says);

/// <summary>How far a message got: what was posted of it, and where it goes on.</summary>
internal sealed record TeamsProgress(string? Thread, string Conversation, IReadOnlyList<PostedCard> Posted)
{
    /// <param name="number">The place of the card, among those posted or behind them.</param>
    /// <param name="card">What stands there now.</param>
    /// <param name="thread">The post it began in a channel, which the others reply to.</param>
    public TeamsProgress With(int number, PostedCard card, string? thread) =>
        this with { Posted = [.. Posted.Take(number), card, .. Posted.Skip(number + 1)], Thread = Thread ?? thread };
}
