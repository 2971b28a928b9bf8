using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace DigestBot.Scheduling;

/// <summary>A loop that looks every second or two, and at once when it is woken. A failure is recorded, and it looks again.</summary>
internal abstract class Watch(JobOutcomes outcomes, TimeSpan interval) : BackgroundService
{
    protected abstract Task LookAsync(CancellationToken cancellationToken);

    /// <summary>Completes when something happened that is worth a look before its time; taken before each look.</summary>
    protected virtual Task Woken() => Task.Delay(Timeout.Infinite, CancellationToken.None);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = Woken();
            var start = Stopwatch.GetTimestamp();
            Exception? failure = null;
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            outcomes.Add(GetType().Name, Stopwatch.GetElapsedTime(start), failure, interval);
            await Task.WhenAny(woken, Task.Delay(interval, stoppingToken));
        }
    }
}
