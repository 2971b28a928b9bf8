using System.Reflection;
using DigestBot.Host;
using DigestBot.Ingestion.Feeds;
using DigestBot.Scheduling.Jobs;
using DigestBot.Scheduling;
using DigestBot.Tests.Host;
using Hangfire.Server;
using Hangfire.Storage;
using Hangfire;

namespace DigestBot.Tests.Scheduling;

/// <summary>What holds for every job: registered under its id, arguments that are no texts, twice is once.</summary>
public sealed class JobRulesTests
{
    /// <summary>Ids, moments, counts; what Hangfire fills in.</summary>
    private static readonly Type[] Arguments = [typeof(int), typeof(long), typeof(DateTimeOffset), typeof(PerformContext), typeof(CancellationToken)];

    private static readonly Type[] Jobs = [.. typeof(SweepJob).Assembly.GetTypes().Where(type => type.Namespace == typeof(SweepJob).Namespace && type.Name.EndsWith("Job", StringComparison.Ordinal))];

    public static TheoryData<string> Names => [.. Jobs.Select(job => job.Name)];

    [Fact]
    public async Task Recurring_jobs_are_registered_under_their_ids_and_crons_and_what_an_earlier_version_had_is_gone()
    {
        await using var store = await TestStore.OpenAsync();
        await using var host = await TestHost.BuildAsync(store, TestHost.Options(store) with
        {
            Feeds = new FeedOptions([new Uri("http://127.0.0.1:9/rss")], TimeSpan.FromHours(1), []), Telemetry = new Uri("http://127.0.0.1:9"),
        });
        host.Get<IRecurringJobManager>().AddOrUpdate<GaugesJob>("of-old", job => job.RunAsync(CancellationToken.None), "* * * * *");
        await host.StartAsync();
        string[] expected =
        [
            "backup 30 3 * * * BackupJob", "corrections * * * * * CorrectionsJob", "feeds * * * * * FeedsJob", "gauges */15 * * * * * GaugesJob", "retention 15 */6 * * * RetentionJob",
            "sweep * * * * * SweepJob", "vocabulary */10 * * * * VocabularyJob", "watchdog * * * * * WatchdogJob",
        ];

        await TestStore.UntilAsync(() => Task.FromResult(Registered().SequenceEqual(expected)), "the recurring jobs");

        IEnumerable<string> Registered()
        {
            using var connection = host.Get<JobStorage>().GetConnection();
            return [.. connection.GetRecurringJobs().OrderBy(job => job.Id, StringComparer.Ordinal).Select(job => $"{job.Id} {job.Cron} {job.Job.Type.Name}")];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_job_has_one_public_method_whose_arguments_are_no_texts_a_name_that_people_read_and_retries_of_its_own(string name)
    {
        var job = Jobs.Single(type => type.Name == name);
        var method = Assert.Single(job.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

        Assert.All(method.GetParameters(), parameter => Assert.Contains(parameter.ParameterType, Arguments));
        Assert.NotNull(method.GetCustomAttribute<JobDisplayNameAttribute>());
        Assert.NotNull(job.GetCustomAttribute<AutomaticRetryAttribute>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_job_that_runs_twice_has_done_as_much_as_one_that_ran_once(string name)
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T08:00Z");
        var subscription = await store.SubscribeAsync("everything daily at 09:00");
        await store.IngestAsync("2026-01-28.md", DigestFiles.Daily(new Listed("2601.00001", "A paper")));
        await store.SayAsync("watch");
        store.Clock.Now = TestStore.Moment("2026-01-28T09:00Z");
        await using var host = await TestHost.BuildAsync(store);
        await host.CatchUpAsync();
        var job = Jobs.Single(type => type.Name == name);
        var method = job.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Single();
        // Where a job makes digests, those of this batch.
        object?[] arguments = method.GetParameters().Length > 3
            ? [1, 1, subscription.NextDue, subscription.ConversationId, subscription.NextDue, subscription.ConversationId, CancellationToken.None]
            : [.. method.GetParameters().Select(parameter => parameter.ParameterType == typeof(long) ? (object?)0L : parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None : null)];

        await (Task)method.Invoke(host.Job(job), arguments)!;
        var once = await StoreDump.OfAsync(store);
        await (Task)method.Invoke(host.Job(job), arguments)!;

        Assert.Equal(once, await StoreDump.OfAsync(store));
        Assert.Equal(job == typeof(PushDigestsJob) ? 1 : 0, await store.CountAsync($"SELECT COUNT(*) FROM digests"));
        await StoreInvariants.CheckAsync(store);
    }
}
