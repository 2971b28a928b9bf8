using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>Every log message of the channel: ids, counts, states; never a token, an address that is a secret, or a text.</summary>
internal static partial class Log
{
    // Workspaces 2000
    [LoggerMessage(2000, LogLevel.Information, "Slack: in workspace {Name} ({Team}) as {User}")]
    public static partial void Connected(ILogger log, string name, string team, string user);

    [LoggerMessage(2001, LogLevel.Error, "Slack: the bot token was not accepted: {Reason}. Run the command doctor")]
    public static partial void TokenNotAccepted(ILogger log, string reason);

    [LoggerMessage(2002, LogLevel.Information, "Slack: workspace {Team} installed the app")]
    public static partial void Installed(ILogger log, string team);

    [LoggerMessage(2003, LogLevel.Warning, "Slack: workspace {Team} removed the app; its subscriptions are paused")]
    public static partial void Uninstalled(ILogger log, string team);

    // In 2100
    [LoggerMessage(2100, LogLevel.Warning, "Slack: a request without a valid signature was refused")]
    public static partial void Unsigned(ILogger log);

    [LoggerMessage(2101, LogLevel.Warning, "Slack: delivery {Number} of an event, because of {Reason}")]
    public static partial void Redelivered(ILogger log, string number, string reason);

    [LoggerMessage(2102, LogLevel.Error, "Slack: receiving an event failed; it is not acknowledged, so that it comes again")]
    public static partial void ReceiveFailed(ILogger log, Exception exception);

    [LoggerMessage(2104, LogLevel.Warning, "Slack: more events an hour than Slack delivers; some of workspace {Team} are missing")]
    public static partial void RateLimited(ILogger log, string team);

    // Out 2200
    [LoggerMessage(2200, LogLevel.Warning, "Slack: {Method} failed: {Reason}")]
    public static partial void CallFailed(ILogger log, string method, string reason);

    [LoggerMessage(2201, LogLevel.Error, "Slack: message {Row} was refused with its blocks ({Reason}); it goes out as plain text")]
    public static partial void BlocksRefused(ILogger log, long row, string reason);

    // Socket Mode 2300
    [LoggerMessage(2300, LogLevel.Information, "Slack: listening ({Connections} connections of this app)")]
    public static partial void Listening(ILogger log, int connections);

    [LoggerMessage(2301, LogLevel.Warning, "Slack: connection lost ({Reason}); next attempt in {Seconds} s")]
    public static partial void Reconnecting(ILogger log, string reason, double seconds);

    [LoggerMessage(2302, LogLevel.Information, "Slack: the connection is being refreshed ({Reason})")]
    public static partial void Refreshing(ILogger log, string reason);

    [LoggerMessage(2303, LogLevel.Error, "Slack: Socket Mode cannot be used: {Reason}. Run the command doctor. Next attempt in {Seconds} s")]
    public static partial void SocketRefused(ILogger log, string reason, double seconds);

    [LoggerMessage(2304, LogLevel.Warning, "Slack: a frame that cannot be read was left out")]
    public static partial void FrameLeftOut(ILogger log);

    // Install 2400
    [LoggerMessage(2400, LogLevel.Warning, "Slack: an installation failed: {Reason}")]
    public static partial void InstallFailed(ILogger log, string reason);
}
