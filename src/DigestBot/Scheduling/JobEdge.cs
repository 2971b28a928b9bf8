using System.Diagnostics;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;

namespace DigestBot.Scheduling;

/// <summary>The edge of every job: its outcome is recorded, and only our own words of a failure reach the dashboard.</summary>
internal sealed class JobEdge(JobOutcomes outcomes) : IServerFilter, IElectStateFilter
{
    private const string Start = "start";

    public void OnPerforming(PerformingContext context) => context.Items[Start] = Stopwatch.GetTimestamp();

    public void OnPerformed(PerformedContext context)
    {
        var failure = Own(context.Exception);
        if (failure is OperationCanceledException or JobAbortedException)
            return;
        outcomes.Add(context.BackgroundJob.Job.Type.Name, Stopwatch.GetElapsedTime((long)context.Items[Start]), failure, UntilNext(context));
    }

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is FailedState failed)
        {
            context.CandidateState = new FailedState(new JobFailedException(JobOutcomes.InWords(Own(failed.Exception)!))) { Reason = failed.Reason };
        }
    }

    /// <summary>The job's own, without Hangfire's wrapping.</summary>
    private static Exception? Own(Exception? exception) => exception is JobPerformanceException { InnerException: { } inner } ? inner : exception;

    private static TimeSpan? UntilNext(PerformedContext context) =>
        context.GetJobParameter<string>("RecurringJobId") is { } id
        && context.Connection.GetAllEntriesFromHash($"recurring-job:{id}")?.GetValueOrDefault("NextExecution") is { } next
            ? JobHelper.DeserializeNullableDateTime(next) - TimeProvider.System.GetUtcNow().UtcDateTime
            : null;
}
