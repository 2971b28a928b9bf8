using DigestBot.Channels;

namespace DigestBot.Slack.WebApi;

/// <summary>How a call of a Web API method ended; the hierarchy is closed.</summary>
internal abstract record SlackResult<T>
{
    /// <param name="Value">The reply.</param>
    /// <param name="Scopes">What the token may do, from the <c>x-oauth-scopes</c> header.</param>
    public sealed record Ok(T Value, string? Scopes) : SlackResult<T>;

    public sealed record Failed(SlackError Error) : SlackResult<T>;
}

/// <summary>Why a call failed; the hierarchy is closed.</summary>
internal abstract record SlackError(string Reason)
{
    /// <summary>Slack said no (<c>ok: false</c>) and says it again to the same call.</summary>
    public sealed record Refused(string Code, string? Detail = null) : SlackError(Detail is null ? Code : $"{Code}: {Detail}");

    /// <summary>Not now: too fast, unwell, or not reached. What Slack says to wait is for a channel, or for a method in a workspace.</summary>
    public sealed record Busy(string Reason, TimeSpan? After = null) : SlackError(Reason);

    /// <summary>The answer did not come: the call may have been carried out.</summary>
    public sealed record NoAnswer(string Reason) : SlackError(Reason);

    /// <summary>For the dispatcher: who cannot be reached at all is gone, a private channel may be found again, what will never be taken is rejected.</summary>
    public SendResult ToSendResult() => this switch
    {
        Refused { Code: "message_not_found" or "cant_update_message" or "edit_window_closed" } refused => new SendResult.Rejected(Channels.Reason.Of(Setback.NotEdited, refused.Code)),
        Refused { Code: "channel_not_found" } => new SendResult.Missing(SlackErrors.Reason("channel_not_found")),
        Refused refused when SlackErrors.IsGone(refused.Code) => new SendResult.Gone(SlackErrors.Reason(refused.Code)),
        Busy busy => new SendResult.Retry(busy.Reason, busy.After, TooFast: busy.Reason is "ratelimited" or "rate_limited"),
        NoAnswer lost => new SendResult.Lost(lost.Reason),
        _ => new SendResult.Rejected(Reason),
    };
}
