using DigestBot.Slack.SocketMode;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// Slack over a socket that we open, so that nothing of ours need be reachable. There is always one that listens: when Slack asks for a
/// refresh, the next says hello before the old one is closed. A lost one is opened anew with growing waits.
/// https://docs.slack.dev/apis/events-api/using-socket-mode
/// </summary>
internal sealed class SlackSocketMode(SlackReceiver receiver, SlackClient client, SlackOptions options, SocketTimes times, TimeProvider time, ILogger<SlackSocketMode> log) : BackgroundService
{
    // A refusal, or too many sockets of ours: at once again would only make a storm.
    private const int FailuresOfARefusal = 5;

    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var stopping = Task.Delay(Timeout.Infinite, stoppingToken);
        SlackConnection? current = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (current is null)
            {
                current = await OpenAsync(stoppingToken);
                if (current is null)
                    await WaitAsync(stopping);
                continue;
            }

            var happened = await Task.WhenAny(stopping, current.Ended, current.RefreshAsked);
            if (happened == current.Ended)
            {
                await LostAsync(current);
                current = null;
                await WaitAsync(stopping);
            }
            else if (happened == current.RefreshAsked)
            {
                if (await OpenAsync(stoppingToken) is { } next)
                {
                    await current.DisposeAsync();
                    current = next;
                }
                else
                {
                    // The old one is of use as long as it lives.
                    await WaitAsync(Task.WhenAny(stopping, current.Ended));
                }
            }
        }

        if (current is not null)
            await current.DisposeAsync();
    }

    /// <summary>A connection that said hello; null, and the failure counted, where none came about.</summary>
    private async Task<SlackConnection?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            switch (await client.OpenConnectionAsync(options.AppToken, cancellationToken))
            {
                case SlackResult<OpenedConnection>.Ok { Value.Url: { } url } when Uri.TryCreate(url, UriKind.Absolute, out var address) && IsTrusted(address):
                    var connection = new SlackConnection(new SlackSocket(receiver, times, log), address, times, time);
                    if (await connection.HelloAsync(cancellationToken) is { } connections)
                    {
                        Log.Listening(log, connections);
                        return connection;
                    }

                    await LostAsync(connection);
                    return null;
                case SlackResult<OpenedConnection>.Failed { Error: SlackError.Refused refused }:
                    return Refused(refused.Reason);
                case SlackResult<OpenedConnection>.Failed { Error: var error }:
                    _failures++;
                    Log.Reconnecting(log, error.Reason, Wait().TotalSeconds);
                    return null;
                default:
                    return Refused("an address that is not Slack's");
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private SlackConnection? Refused(string reason)
    {
        _failures = Math.Max(_failures + 1, FailuresOfARefusal);
        Log.SocketRefused(log, reason, Wait().TotalSeconds);
        return null;
    }

    private async Task LostAsync(SlackConnection connection)
    {
        await connection.DisposeAsync();
        var reason = await connection.Ended;
        _failures = time.GetUtcNow() - connection.OpenedAt > times.Settled ? 1
            : reason is "too_many_websockets" or "link_disabled" ? Math.Max(_failures + 1, FailuresOfARefusal)
            : _failures + 1;
        Log.Reconnecting(log, reason, Wait().TotalSeconds);
    }

    /// <summary>An encrypted socket; plain only where Slack's API is configured on this machine.</summary>
    private bool IsTrusted(Uri address) =>
        address.Scheme == Uri.UriSchemeWss || (address.Scheme == Uri.UriSchemeWs && options.ApiUrl is { Scheme: "http", IsLoopback: true } && address.IsLoopback);

    private TimeSpan Wait() => TimeSpan.FromTicks(Math.Min(times.FirstWait.Ticks << Math.Clamp(_failures - 1, 0, 20), times.LongestWait.Ticks));

    /// <summary>With some chance in it, so that several do not come together; no longer than until <paramref name="orUntil"/>.</summary>
    private Task WaitAsync(Task orUntil) => Task.WhenAny(Task.Delay(Wait() * (0.75 + (Random.Shared.NextDouble() / 2)), time), orUntil);
}
