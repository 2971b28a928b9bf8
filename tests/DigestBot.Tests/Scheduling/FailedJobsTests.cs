using DigestBot.Host.Operator;
using DigestBot.Scheduling.Jobs;
using DigestBot.Scheduling;
using DigestBot.Tests.Host;
using Hangfire.Common;
using Hangfire.States;
using Hangfire;

namespace DigestBot.Tests.Scheduling;

/// <summary>The last word of a job that is not tried again.</summary>
public sealed class FailedJobsTests
{
    [Fact]
    public async Task A_job_that_failed_for_good_is_on_the_operators_page_with_what_to_do()
    {
        await using var store = await TestStore.OpenAsync();
        await using var host = await TestHost.BuildAsync(store);
        // Without the filters, as its retries are used up.
        new BackgroundJobClient(host.Get<JobStorage>(), new JobFilterProviderCollection()).Create(
            Job.FromExpression<BackupJob>(job => job.RunAsync(CancellationToken.None)), new FailedState(new JobFailedException("The disk is <full>.")));
        var failed = host.Get<FailedJobs>();

        var view = await store.ReadAsync(session => OperatorView.ReadAsync(session, new DigestBot.Commands.CommandDefaults().Calendar, [], collector: null, store.Clock.Now, CancellationToken.None));
        var page = OperatorPage.Render(view with { FailedJobs = failed.List(10), FailedJobsCount = failed.Count }, done: null, "secret", "nonce");

        Assert.Contains("<b>1</b>failed job", page, StringComparison.Ordinal);
        Assert.Contains("Back up the store", page, StringComparison.Ordinal);
        Assert.Contains("The disk is &lt;full&gt;.", page, StringComparison.Ordinal);
        Assert.Contains("DigestBot:Backups", page, StringComparison.Ordinal);
    }
}
