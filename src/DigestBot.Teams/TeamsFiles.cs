using DigestBot.Channels;
using DigestBot.Messages;

namespace DigestBot.Teams;

/// <summary>Files people send in a direct chat: from SharePoint and OneDrive only, without our token, which has no business there.</summary>
internal sealed class TeamsFiles(HttpClient http, Uri? development) : IFileSource
{
    private static readonly string[] Domains = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us"];

    public string Name => TeamsChannel.ChannelName;

    public async Task<string?> FetchAsync(IncomingFile file, Stream to, long mostBytes, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(file.Reference, UriKind.Absolute, out var address) || !Allows(address))
            return Strings.Files_Elsewhere;
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                return string.Format(Strings.Files_NotFetched, (int)response.StatusCode);
            await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[81_920];
            for (var left = mostBytes; await content.ReadAsync(buffer, cancellationToken) is var read and > 0; left -= read)
            {
                if (read > left)
                    return string.Format(Strings.Files_TooBig, mostBytes / (1024 * 1024));
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return string.Format(Strings.Files_NotFetched, exception.GetType().Name);
        }
    }

    private bool Allows(Uri address) =>
        (address is { Scheme: "https", IsDefaultPort: true, UserInfo.Length: 0 } && Domains.Any(domain => address.Host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)))
        || (development is not null && address.IsLoopback && address.Port == development.Port);
}
