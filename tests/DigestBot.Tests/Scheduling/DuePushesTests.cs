using DigestBot.Data;
using DigestBot.Digests;
using DigestBot.Scheduling;
using DigestBot.Scheduling.Jobs;
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
        using var pushes = new DuePushes(host.Get<DigestSweep>(), host.Get<IBackgroundJobClient>(), host.Get<JobResults>()) { Patience = TimeSpan.Zero };

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
