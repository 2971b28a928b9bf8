using DigestBot.Channels;
using DigestBot.Commands;
using Microsoft.Extensions.Hosting;

namespace DigestBot.Host;

/// <summary>What was received but not done when the last run ended: looked up before anything new comes, done while the host already serves.</summary>
internal sealed class UnfinishedEvents(CommandProcessor processor) : BackgroundService
{
    private IReadOnlyList<InboundEvent> _open = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _open = await processor.OpenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => processor.ProcessOpenAsync(_open, stoppingToken);
}
