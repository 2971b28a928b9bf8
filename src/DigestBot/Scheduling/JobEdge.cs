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
        var failure = context.Exception is JobPerformanceException { InnerException: { } inner } ? inner : context.Exception;
        if (failure is OperationCanceledException or JobAbortedException)
            return;
        outcomes.Add(context.BackgroundJob.Job.Type.Name, Stopwatch.GetElapsedTime((long)context.Items[Start]), failure, UntilNext(context));
    }

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is FailedState failed)
        {
            var failure = failed.Exception is JobPerformanceException { InnerException: { } inner } ? inner : failed.Exception;
            context.CandidateState = new FailedState(new JobFailedException(JobOutcomes.InWords(failure))) { Reason = failed.Reason };
        }
    }

    private static TimeSpan? UntilNext(PerformedContext context) =>
        context.GetJobParameter<string>("RecurringJobId") is { } id
        && context.Connection.GetAllEntriesFromHash($"recurring-job:{id}")?.GetValueOrDefault("NextExecution") is { } next
            ? JobHelper.DeserializeNullableDateTime(next) - TimeProvider.System.GetUtcNow().UtcDateTime
            : null;
}
