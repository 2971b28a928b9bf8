using DigestBot.Commands;
using Microsoft.Extensions.Hosting;

namespace DigestBot.Host;

/// <summary>At start: what was received but not done when the last run ended.</summary>
internal sealed class UnfinishedEvents(CommandProcessor processor) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => processor.ProcessOpenAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
