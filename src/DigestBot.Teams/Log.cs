using Microsoft.Extensions.Logging;

namespace DigestBot.Teams;

/// <summary>Every log message of the Teams channel: ids, counts, states; never a token or a text somebody wrote.</summary>
internal static partial class Log
{
    // In 1200
    [LoggerMessage(1200, LogLevel.Warning, "DangerouslyAcceptUnsignedOnLoopback is on: any program of this machine can speak as anybody in Teams")]
    public static partial void Unsigned(ILogger log);

    [LoggerMessage(1201, LogLevel.Warning, "An activity was refused: {Reason}")]
    public static partial void Refused(ILogger log, string reason);

    [LoggerMessage(1202, LogLevel.Error, "The issuer's keys could not be read; nothing is let in until they can")]
    public static partial void NoKeys(ILogger log, Exception exception);

    [LoggerMessage(1203, LogLevel.Information, "The issuer's keys were read: {Keys}")]
    public static partial void KeysRead(ILogger log, int keys);

    // Out 1220
    [LoggerMessage(1220, LogLevel.Warning, "No token for the connector: {Reason}")]
    public static partial void NoToken(ILogger log, string reason);

    [LoggerMessage(1221, LogLevel.Warning, "The connector said {Status} {Code} ({Trace})")]
    public static partial void Refusal(ILogger log, int status, string code, string trace);
}
