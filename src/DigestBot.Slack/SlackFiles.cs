using System.Net;
using System.Net.Http.Headers;
using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// Files people send. The token goes to Slack's own hosts only, so redirects are followed by hand; a login page instead of the file
/// (what Slack gives where <c>files:read</c> is missing) is recognised.
/// </summary>
internal sealed class SlackFiles(SlackWorkspaces workspaces, SlackClient client, SlackHttp http, SlackOptions options, ILogger<SlackFiles> log) : IFileSource
{
    private const int MostRedirects = 3;
    private static readonly TimeSpan DownloadTimeout = TimeSpan.FromMinutes(2);
    private static readonly string[] Hosts = ["slack.com", "slack-files.com", "slack-edge.com"];

    public string Name => SlackChannel.ChannelName;

    public async Task<string?> FetchAsync(IncomingFile file, Stream to, long mostBytes, CancellationToken cancellationToken)
    {
        var (team, id) = SlackPlace.Parse(file.Reference);
        if ((await workspaces.FindAsync(team, cancellationToken)).Workspace is not { } workspace)
            return Strings.Slack_FileNotHad;
        if (await client.FileAsync(workspace.Token, id, cancellationToken) is not SlackResult<FileReply>.Ok { Value.File: { } info })
            return Strings.Slack_FileNotHad;
        if (info.Size > mostBytes)
            return TooBig(mostBytes);
        return Uri.TryCreate(info.UrlPrivateDownload ?? info.UrlPrivate, UriKind.Absolute, out var address)
            ? await DownloadAsync(address, workspace.Token, info, to, mostBytes, cancellationToken)
            : Strings.Slack_FileNotHad;
    }

    private async Task<string?> DownloadAsync(Uri address, string token, SlackFile info, Stream to, long mostBytes, CancellationToken cancellationToken)
    {
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(DownloadTimeout);
            for (var hop = 0; hop <= MostRedirects; hop++)
            {
                if (!IsSlacks(address))
                    return Strings.Slack_FileNotHad;
                using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
                using var response = await http.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
                if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                    && response.Headers.Location is { } location)
                {
                    address = new Uri(address, location);
                    continue;
                }

                return response.IsSuccessStatusCode && !IsPage(response, info)
                    ? await CopyAsync(response, info, to, mostBytes, timeout.Token)
                    : Strings.Slack_FileNotHad;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.CallFailed(log, "file download", exception.GetType().Name);
        }

        return Strings.Slack_FileNotHad;
    }

    private static async Task<string?> CopyAsync(HttpResponseMessage response, SlackFile info, Stream to, long mostBytes, CancellationToken cancellationToken)
    {
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[64 * 1024];
        long taken = 0;
        while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            taken += read;
            if (taken > mostBytes)
                return TooBig(mostBytes);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return info.Size is null || info.Size == taken ? null : Strings.Slack_FileNotHad;
    }

    /// <summary>A web page although the file is none.</summary>
    private static bool IsPage(HttpResponseMessage response, SlackFile info) =>
        response.Content.Headers.ContentType?.MediaType is "text/html" && info.Mimetype is not "text/html";

    private bool IsSlacks(Uri address) =>
        (address is { Scheme: "https", IsDefaultPort: true, UserInfo: "" } && Hosts.Any(host => address.Host == host || address.Host.EndsWith("." + host, StringComparison.Ordinal)))
        || Uri.Compare(address, options.ApiUrl, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.Ordinal) == 0;

    private static string TooBig(long mostBytes) => string.Format(Strings.Slack_FileTooBig, mostBytes / 1024 / 1024);
}
