namespace DigestBot.Slack.WebApi;

/// <summary>The one HTTP client to Slack. Redirects are followed by hand, as a token must not go along to any host.</summary>
internal sealed class SlackHttp : IDisposable
{
    /// <summary>Slack answers in well under a second; the dispatcher gives a send 30.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(12);

    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    })
    {
        // Each call has its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => Client.Dispose();
}
