using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Host.Operator;
using DigestBot.Messages;
using DigestBot.Tests.Delivery;
using DigestBot.WebChat;
using Microsoft.Extensions.Logging.Abstractions;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Commands;

/// <summary>What <c>status</c> says about messages that are tried again and jobs.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task Retries_are_counted_with_the_next_attempt()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SayAsync("timezone Europe/Berlin");
        await store.SendAsync(new ScriptedChannel(new SendResult.Retry("busy", TimeSpan.FromMinutes(5))));

        Assert.Contains("1 under way, the next attempt Wed 28 Jan 2026 07:05 (Europe/Berlin)", PlainText.Render((await store.SayAsync("status")).Message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrections_that_wait_or_could_not_be_made_are_counted_apart_from_messages()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "First"), new Listed("2601.00002", "Second")));
        await store.SayAsync("card 2601.00001");
        await store.SayAsync("card 2601.00002");
        await store.SendAsync();
        Assert.DoesNotContain("Corrections", await StatusAsync(), StringComparison.Ordinal);
        await CorrectAsync("Corrected", "Second");
        await store.SendAsync(new ScriptedChannel { Correction = new SendResult.Rejected(Reason.Of(Setback.NotEdited, "edit_window_closed")) });
        await CorrectAsync("Corrected", "Corrected, too");

        var status = await StatusAsync();

        Assert.Contains("1 waiting, 1 could not be made in the last 7 days", status, StringComparison.Ordinal);
        Assert.Contains("0 waiting, 0 undeliverable", status, StringComparison.Ordinal);
        var view = await store.ReadAsync(session => OperatorView.ReadAsync(session, new CommandDefaults().Calendar, [], collector: null, store.Clock.Now, CancellationToken.None));
        var page = OperatorPage.Render(view, done: null, "secret", "nonce");
        Assert.Contains("<b>1</b>correction waiting", page, StringComparison.Ordinal);
        Assert.Contains("the message cannot be edited there, or no longer [edit_window_closed]", page, StringComparison.Ordinal);

        async Task CorrectAsync(string first, string second)
        {
            await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", first), new Listed("2601.00002", second)));
            Assert.Equal(1, await store.Corrections.RunAsync(CancellationToken.None));
        }

        async Task<string> StatusAsync()
        {
            var text = PlainText.Render((await store.SayAsync("status", "bob")).Message);
            await store.SendAsync(new ScriptedChannel { Correction = new SendResult.Retry("later", TimeSpan.FromHours(1)) });
            return text;
        }
    }

    [Theory]
    [InlineData("en", "feeds failed at Tue 27 Jan 2026 05:59 (UTC) (IOException), again at Wed 28 Jan 2026 06:03 (UTC)", "all went well")]
    [InlineData("zh", "订阅源 于 2026年1月27日周二 05:59（UTC） 失败（IOException），2026年1月28日周三 06:03（UTC） 再试", "全部正常")]
    public async Task Only_jobs_that_fail_are_named_each_with_its_day(string language, string failed, string well)
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T06:00Z");
        var feeds = new JobResult("FeedsJob", TestStore.Moment("2026-01-27T05:59:58Z"), TimeSpan.Zero, "IOException", TestStore.Moment("2026-01-28T06:03Z"));
        var sweep = new JobResult("SweepJob", TestStore.Moment("2026-01-28T06:00Z"), TimeSpan.Zero, null, TestStore.Moment("2026-01-28T06:00:01Z"));
        await store.SayAsync($"language {language}");

        var oneFailed = await StatusAsync(store, feeds, sweep);
        var noneFailed = await StatusAsync(store, sweep, sweep with { Job = "RetentionJob" });

        Assert.Contains(failed, oneFailed, StringComparison.Ordinal);
        Assert.DoesNotContain("06:00:01", oneFailed, StringComparison.Ordinal);
        Assert.Contains(well, noneFailed, StringComparison.Ordinal);
        Assert.DoesNotContain("06:00:01", noneFailed, StringComparison.Ordinal);
    }

    private static async Task<string> StatusAsync(TestStore store, params JobResult[] results)
    {
        var jobs = new JobResults();
        foreach (var result in results)
            jobs.Add(result);
        var receiver = new WebChatReceiver(store.Database, new CommandProcessor(store.Database, store.Clock, new CommandDefaults(), NullLogger<CommandProcessor>.Instance, jobs: jobs), store.Clock);
        var answer = await receiver.ReceiveAsync(new IncomingMessage($"status {results[0].Job}", WebChatReceiver.Conversation("ann", null), new Sender("ann", "ann"), "status"), CancellationToken.None);
        return PlainText.Render(answer!.Message);
    }
}
