using DigestBot.Commands;
using DigestBot.Data;
using Hangfire;
using Hangfire.Server;

namespace DigestBot.Scheduling.Jobs;

/// <summary>
/// Takes the files of an incoming message that has more entries than people wait for. Idempotent: the same content is taken once, and an
/// event that is answered is not answered again. An event left open by a crash enqueues it anew at the next start.
/// </summary>
[AutomaticRetry(Attempts = Retries, DelaysInSeconds = [10, 60, 300], LogEvents = false)]
internal sealed class ImportJob(CommandProcessor processor, JobResults results)
{
    private const int Retries = 3;

    [JobDisplayName("Import the files that message {0} answers")]
    [DisableConcurrentExecution("import-{0}", 0)]
    public async Task RunAsync(long message, PerformContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await processor.ImportAsync(message, new LongJob(results, nameof(ImportJob)), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && context?.GetJobParameter<int>("RetryCount") >= Retries)
        {
            await processor.GiveUpAsync(message, cancellationToken);
            throw;
        }
        finally
        {
            results.Progress(nameof(ImportJob), 0, 0);
        }
    }
}
