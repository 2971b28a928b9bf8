namespace DigestBot.Slack.Events;

/// <summary>A slash command; a form over HTTP, an object over a socket: https://docs.slack.dev/interactivity/implementing-slash-commands.</summary>
internal sealed record SlashCommand
{
    public string? TeamId { get; init; }
    public string? ChannelId { get; init; }
    public string? ChannelName { get; init; }
    public string? UserId { get; init; }
    public string? UserName { get; init; }
    public string? Command { get; init; }
    public string? Text { get; init; }
    public string? ResponseUrl { get; init; }
    public string? TriggerId { get; init; }
}
