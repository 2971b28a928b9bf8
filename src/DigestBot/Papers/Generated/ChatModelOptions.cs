namespace DigestBot.Papers.Generated;

/// <summary>An endpoint that speaks OpenAI's chat completions.</summary>
/// <param name="Url">Up to and with the version: <c>https://api.openai.com/v1/</c>. Ends with a slash.</param>
/// <param name="Key">Sent as a bearer token, to this address only.</param>
/// <param name="Model">The model's name there.</param>
public sealed record ChatModelOptions(Uri Url, string Key, string Model)
{
    /// <summary>From the request to the last byte of the answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Names no secret, wherever it is printed.</summary>
    public override string ToString() => $"{Model} at {Url.Host}";
}
