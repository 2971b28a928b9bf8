using DigestBot.Data;
using DigestBot.Digests;
using DigestBot.Ingestion;
using DigestBot.Scheduling.Jobs;
using DigestBot.Scheduling;
using DigestBot.Subscriptions;
using DigestBot.Tests.Host;
using Hangfire;

namespace DigestBot.Tests.Scheduling;

/// <summary>What is due becomes jobs, once, and again where one was lost.</summary>
public sealed class DuePushesTests
{
    private static readonly DateTimeOffset Nine = TestStore.Moment("2026-01-28T09:00Z");

    [Fact]
    public void A_conversations_due_time_is_never_in_two_batches()
    {
        DueKey[] due = [.. Enumerable.Range(0, 900).Select(i => new DueKey(Nine, i)), .. Enumerable.Repeat(new DueKey(Nine, 900), 300), new DueKey(Nine, 901), new DueKey(Nine.AddMinutes(1), 1)];

        var batches = DueBatch.Cut(due);

        Assert.Equal(
            [new DueBatch(1, 1200, new DueKey(Nine, 0), new DueKey(Nine, 900)), new DueBatch(1201, 1202, new DueKey(Nine, 901), new DueKey(Nine.AddMinutes(1), 1))], batches);
        Assert.Empty(DueBatch.Cut([]));
    }

    [Fact]
    public async Task Twenty_five_hundred_due_digests_are_three_jobs_which_in_any_order_make_each_once()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T08:00Z");
        await SubscribeAsync(store, 2500);
        await store.IngestAsync("2026-01-28.md", DigestFiles.Daily(new Listed("2601.00001", "A paper")));
        store.Clock.Now = Nine;
        await using var host = await TestHost.BuildAsync(store);
        await host.CatchUpAsync();
        var pushes = host.Get<DuePushes>();

        await pushes.EnqueueAsync(CancellationToken.None);
        await pushes.EnqueueAsync(CancellationToken.None);

        var jobs = Enqueued(host);
        Assert.Equal(["Push digests 1–1000 of 2026-01-28 09:00", "Push digests 1001–2000 of 2026-01-28 09:00", "Push digests 2001–2500 of 2026-01-28 09:00"], jobs.Select(Name));
        foreach (var job in jobs.Reverse().Concat(jobs))
            await (Task)job.Method.Invoke(host.Job<PushDigestsJob>(), [.. job.Args.Take(6).Append(CancellationToken.None)])!;
        Assert.Equal((2500, 2500), (await store.CountAsync($"SELECT COUNT(*) FROM digests"), await store.CountAsync($"SELECT COUNT(*) FROM outbox")));
        Assert.Empty(host.Get<JobResults>().Running);
        await pushes.EnqueueAsync(CancellationToken.None);
        Assert.Equal(3, Enqueued(host).Count);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task What_a_lost_job_left_due_is_enqueued_again()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T08:00Z");
        await SubscribeAsync(store, 1);
        store.Clock.Now = Nine;
        await using var host = await TestHost.BuildAsync(store);
        await host.CatchUpAsync();
        using var pushes = new DuePushes(host.Get<DigestSweep>(), host.Get<InboxFolder>(), host.Get<IBackgroundJobClient>(), host.Get<JobResults>()) { Patience = TimeSpan.Zero };

        await pushes.EnqueueAsync(CancellationToken.None);
        await pushes.EnqueueAsync(CancellationToken.None);

        Assert.Equal(2, Enqueued(host).Count);
    }

    [Fact]
    public async Task What_becomes_due_while_others_are_made_is_enqueued_at_once()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T08:00Z");
        await SubscribeAsync(store, 1);
        store.Clock.Now = Nine;
        await using var host = await TestHost.BuildAsync(store);
        await host.CatchUpAsync();
        var pushes = host.Get<DuePushes>();
        await pushes.EnqueueAsync(CancellationToken.None);
        await store.WriteAsync(async session =>
        {
            var to = await new DigestBot.Channels.ConversationStore(session).KnowAsync(new DigestBot.Channels.ConversationReference("local", "@late", DigestBot.Channels.ConversationKind.Direct), default);
            await new SubscriptionStore(session).AddAsync(Due(to.Id, Nine.AddSeconds(1)), default);
        });
        store.Clock.Now = Nine.AddSeconds(2);

        await pushes.EnqueueAsync(CancellationToken.None);

        Assert.Equal(2, Enqueued(host).Count);
    }

    [Fact]
    public async Task Where_no_job_can_be_enqueued_all_that_is_due_is_made_at_once_and_the_failure_told()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T08:00Z");
        await SubscribeAsync(store, 1001);
        await store.IngestAsync("2026-01-28.md", DigestFiles.Daily(new Listed("2601.00001", "A paper")));
        store.Clock.Now = Nine;
        await using var host = await TestHost.BuildAsync(store);
        await host.CatchUpAsync();
        var pushes = host.Get<DuePushes>();
        using (var context = ((Hangfire.Storage.SQLite.SQLiteStorage)host.Get<JobStorage>()).CreateAndOpenConnection())
            context.Database.Execute($"DROP TABLE [{context.HangfireJobRepository.Table.TableName}]");

        await Assert.ThrowsAsync<BackgroundJobClientException>(() => pushes.EnqueueAsync(CancellationToken.None));

        Assert.Equal((1001, 0), (await store.CountAsync($"SELECT COUNT(*) FROM digests"), await store.CountAsync($"SELECT COUNT(*) FROM subscriptions WHERE next_due <= {Nine}")));
        Assert.Empty(host.Get<JobResults>().Running);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task Deleting_the_jobs_file_while_the_host_serves_loses_no_digest()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T08:00Z");
        await SubscribeAsync(store, 3);
        await store.IngestAsync("2026-01-28.md", DigestFiles.Daily(new Listed("2601.00001", "A paper")));
        await using var host = await TestHost.BuildAsync(store);
        await host.StartAsync();
        await TestStore.UntilAsync(() => Task.FromResult(host.Get<InboxFolder>().HasCaughtUp), "the inbox");

        JobStore.Delete(JobStore.PathOf(store.Database.Path));
        store.Clock.Now = Nine;

        await TestStore.UntilAsync(async () => await store.CountAsync($"SELECT COUNT(*) FROM digests") == 3, "the digests");
    }

    [Fact]
    public async Task A_job_that_a_stop_ends_runs_again_after_the_next_start()
    {
        await using var store = await TestStore.OpenAsync();
        await using (var first = await TestHost.BuildAsync(store))
        {
            await first.StartAsync();
            first.Get<IBackgroundJobClient>().Enqueue(() => HeldJob.RunAsync(CancellationToken.None));
            await TestStore.UntilAsync(() => Task.FromResult(HeldJob.Begun == 1), "the job to begin");
        }

        Assert.Equal(1, HeldJob.Cancelled);
        await using var second = await TestHost.BuildAsync(store);
        await second.StartAsync();

        await TestStore.UntilAsync(() => Task.FromResult(HeldJob.Begun == 2), "the job to begin again");
    }

    /// <summary>Runs until it is cancelled.</summary>
    internal static class HeldJob
    {
        private static int _begun;
        private static int _cancelled;

        public static int Begun => _begun;

        public static int Cancelled => _cancelled;

        public static async Task RunAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _begun);
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref _cancelled);
                throw;
            }
        }
    }

    private static IReadOnlyList<Hangfire.Common.Job> Enqueued(TestHost host) =>
        [.. host.Get<JobStorage>().GetMonitoringApi().EnqueuedJobs("digests", 0, 100).OrderBy(job => int.Parse(job.Key)).Select(job => job.Value.Job)];

    private static string Name(Hangfire.Common.Job job) =>
        ((JobDisplayNameAttribute)Attribute.GetCustomAttribute(job.Method, typeof(JobDisplayNameAttribute))!).Format(null, job);

    private static Task SubscribeAsync(TestStore store, int many) => store.WriteAsync(async session =>
    {
        for (var i = 0; i < many; i++)
        {
            var to = await new DigestBot.Channels.ConversationStore(session).KnowAsync(new DigestBot.Channels.ConversationReference("local", $"@person{i}", DigestBot.Channels.ConversationKind.Direct), default);
            await new SubscriptionStore(session).AddAsync(Due(to.Id, Nine), default);
        }
    });

    private static Subscription Due(long conversation, DateTimeOffset at) => new(
        0, conversation, 0, OwnerId: null, QueryOf("cs.CL"), new Schedule(Frequency.Daily, [], new TimeOnly(9, 0), "UTC"),
        new SubscriptionOptions(SubscriptionOptions.DefaultTop, "en"), SubscriptionState.Active, null, null, at.AddDays(-1), null, at);

    private static DigestBot.Papers.Search.Query QueryOf(string text) => StoredFilter.Parse(text);
}
