using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace DigestBot.Ingestion.Feeds;

/// <summary>What asking for a feed gave.</summary>
internal abstract record FeedAnswer
{
    public sealed record Content(byte[] Bytes, string? ETag, string? LastModified) : FeedAnswer;

    public sealed record Unchanged : FeedAnswer;

    /// <param name="RetryAfter">How long the server wants to be left alone.</param>
    public sealed record Failed(string Problem, TimeSpan? RetryAfter = null) : FeedAnswer;
}

/// <summary>
/// Asks for one feed. Only http and https, every redirect checked anew, a bound on size and time. The address is checked where the connection is
/// made, so a name cannot resolve to one thing for the check and to another for the request.
/// </summary>
internal sealed class FeedFetcher : IDisposable
{
    private const int MostRedirects = 5;
    private readonly FeedOptions _options;
    private readonly HttpClient _client;

    public FeedFetcher(FeedOptions options)
    {
        _options = options;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            // What is not packed cannot blow up.
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd($"DigestBot/{ProgramVersion.Text} (feed reader; conditional requests)");
        _client.DefaultRequestHeaders.Accept.ParseAdd("application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5");
    }

    public async Task<FeedAnswer> FetchAsync(Uri feed, string? etag, string? lastModified, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            var url = feed;
            for (var i = 0; i <= MostRedirects; i++)
            {
                if (url.Scheme is not ("http" or "https"))
                    return new FeedAnswer.Failed($"it leads to a {url.Scheme} address; only http and https are asked");
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                if (etag is not null)
                    request.Headers.TryAddWithoutValidation("If-None-Match", etag);
                if (lastModified is not null)
                    request.Headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
                using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
                if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                    && response.Headers.Location is { } location)
                {
                    url = new Uri(url, location);
                    continue;
                }

                return await ReadAsync(response, timeout.Token);
            }

            return new FeedAnswer.Failed($"it redirects more than {MostRedirects} times");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FeedAnswer.Failed($"it did not answer within {_options.Timeout.TotalSeconds:0} seconds");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new FeedAnswer.Failed((exception.InnerException as PrivateAddressException)?.Message ?? $"it cannot be reached ({(exception as HttpRequestException)?.HttpRequestError.ToString() ?? exception.GetType().Name})");
        }
    }

    public void Dispose() => _client.Dispose();

    private static async Task<FeedAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotModified)
            return new FeedAnswer.Unchanged();
        if (!response.IsSuccessStatusCode)
            return new FeedAnswer.Failed($"it answered {(int)response.StatusCode}", After(response.Headers.RetryAfter));
        if (response.Content.Headers.ContentLength > FeedOptions.MostBytes)
            return new FeedAnswer.Failed(InputBytes.TooLarge(FeedOptions.MostBytes).English);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await InputBytes.ReadAsync(stream, FeedOptions.MostBytes, cancellationToken) is { } bytes
            ? new FeedAnswer.Content(bytes, response.Headers.ETag?.ToString(), response.Content.Headers.LastModified?.ToString("R"))
            : new FeedAnswer.Failed(InputBytes.TooLarge(FeedOptions.MostBytes).English);
    }

    private static TimeSpan? After(RetryConditionHeaderValue? value) => value?.Delta;

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var mayBePrivate = _options.PrivateHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
        var allowed = addresses.Where(address => mayBePrivate || PublicAddress.Is(address)).ToArray();
        if (allowed.Length == 0)
            throw new PrivateAddressException(host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class PrivateAddressException(string host)
        : IOException($"{host} is on a private network; name it in DigestBot:FeedPrivateHosts if that is meant");
}
