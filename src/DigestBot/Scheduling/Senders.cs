using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigestBot.Scheduling;

/// <summary>
/// A sender for each channel, side by side, as long as the host runs. The store's lock says that they are the only ones: what a host that died
/// had claimed goes at once, not when its leases end.
/// </summary>
internal sealed class Senders(Database database, Dispatcher dispatcher, IEnumerable<IChannel> channels, TimeProvider time, ILogger<ChannelSender> log)
    : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var session = await database.WriteAsync(cancellationToken))
        {
            await new Outbox(session).EndLeasesAsync(time.GetUtcNow(), cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(channels.Select(channel => new ChannelSender(database, dispatcher, channel, time, log).RunAsync(stoppingToken)));
}
