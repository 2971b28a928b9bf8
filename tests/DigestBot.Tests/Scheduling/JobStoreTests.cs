using DigestBot.Scheduling;

namespace DigestBot.Tests.Scheduling;

/// <summary>The jobs' own file: never a reason not to start.</summary>
public sealed class JobStoreTests
{
    [Fact]
    public async Task A_damaged_file_is_replaced()
    {
        await using var store = await TestStore.OpenAsync();
        var path = JobStore.PathOf(store.Database.Path);
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("no database. ", 1000)), TestContext.Current.CancellationToken);

        using var storage = JobStore.Open(path);

        Assert.Equal(0, storage.GetMonitoringApi().FailedCount());
    }

    [Fact]
    public async Task What_a_killed_process_had_fetched_is_fetched_at_once_by_the_next()
    {
        await using var store = await TestStore.OpenAsync();
        var path = JobStore.PathOf(store.Database.Path);
        string id;
        using (var killed = JobStore.Open(path))
        {
            id = new Hangfire.BackgroundJobClient(killed).Create(
                Hangfire.Common.Job.FromExpression<DigestBot.Scheduling.Jobs.SweepJob>(job => job.RunAsync(CancellationToken.None)), new Hangfire.States.EnqueuedState());
            using var connection = killed.GetConnection();
            Assert.Equal(id, connection.FetchNextJob(["digests"], TestContext.Current.CancellationToken).JobId);
        }

        using var next = JobStore.Open(path);
        using var mine = next.GetConnection();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        Assert.Equal(id, mine.FetchNextJob(["digests"], patience.Token).JobId);
    }

    [Fact]
    public void A_failure_is_put_into_words_of_ours_as_its_own_may_quote_what_somebody_wrote()
    {
        Assert.Equal("FormatException", JobOutcomes.InWords(new FormatException("'a secret title' is no number")));
        Assert.Contains("disk", JobOutcomes.InWords(new Microsoft.Data.Sqlite.SqliteException("full", 13)), StringComparison.Ordinal);
    }
}
