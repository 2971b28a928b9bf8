using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Tests.Delivery;
using DigestBot.WebChat;
using Microsoft.Extensions.Logging.Abstractions;

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

    [Theory]
    [InlineData("en", "feeds failed at 05:59:58 (IOException), again at 06:00:03", "2 went well; next: digests 06:00:01, tidying up 12:00:00")]
    [InlineData("zh", "订阅源 于 05:59:58 失败（IOException），06:00:03 再试", "2 项正常；下次：摘要 06:00:01、清理 12:00:00")]
    public async Task Jobs_that_fail_are_named_and_the_rest_is_one_line(string language, string failed, string well)
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T06:00Z");
        var jobs = new JobResults();
        jobs.Add(new JobResult("FeedJob", TestStore.Moment("2026-01-28T05:59:58Z"), TimeSpan.Zero, "IOException", TestStore.Moment("2026-01-28T06:00:03Z")));
        jobs.Add(new JobResult("RetentionJob", TestStore.Moment("2026-01-28T05:00Z"), TimeSpan.Zero, null, TestStore.Moment("2026-01-28T12:00Z")));
        jobs.Add(new JobResult("SweepJob", TestStore.Moment("2026-01-28T06:00Z"), TimeSpan.Zero, null, TestStore.Moment("2026-01-28T06:00:01Z")));
        var receiver = new WebChatReceiver(store.Database, new CommandProcessor(store.Database, store.Clock, new CommandDefaults(), NullLogger<CommandProcessor>.Instance, jobs: jobs), store.Clock);
        await store.SayAsync($"language {language}");

        var answer = await receiver.ReceiveAsync(new IncomingMessage("status", WebChatReceiver.Conversation("ann", null), new Sender("ann", "ann"), "status"), CancellationToken.None);

        var text = PlainText.Render(answer!.Message);
        Assert.Contains(failed, text, StringComparison.Ordinal);
        Assert.Contains(well, text, StringComparison.Ordinal);
    }
}
