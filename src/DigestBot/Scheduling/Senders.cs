using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigestBot.Scheduling;

/// <summary>A sender for each channel, side by side, as long as the host runs.</summary>
internal sealed class Senders(Database database, Dispatcher dispatcher, IEnumerable<IChannel> channels, TimeProvider time, ILogger<ChannelSender> log)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(channels.Select(channel => new ChannelSender(database, dispatcher, channel, time, log).RunAsync(stoppingToken)));
}
