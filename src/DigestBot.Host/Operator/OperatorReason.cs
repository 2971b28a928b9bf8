namespace DigestBot.Host.Operator;

/// <summary>Reasons send whoever reads them in a chat to the operator; on the operator's page that is who reads them.</summary>
internal static class OperatorReason
{
    public static string Of(string reason) => reason
        .Replace("whoever runs me can look up why", "the log names the message, and its platform documents the code", StringComparison.Ordinal)
        .Replace("whoever runs me finds it in the log", "the log says which", StringComparison.Ordinal)
        .Replace("whoever runs me has to renew it", "renew it; doctor says what is wrong", StringComparison.Ordinal);
}
