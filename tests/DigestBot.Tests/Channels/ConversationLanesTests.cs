using System.Collections.Concurrent;
using System.Globalization;
using DigestBot.Channels;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Channels;

/// <summary>What is done after events were acknowledged.</summary>
public sealed class ConversationLanesTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_conversations_work_is_done_in_order_and_a_failure_does_not_end_it()
    {
        using var lanes = new Lanes();
        await lanes.StartAsync(TestContext.Current.CancellationToken);
        var done = new ConcurrentQueue<string>();
        using var all = new CountdownEvent(300);
        for (var i = 0; i < 300; i++)
        {
            var name = i.ToString("000", CultureInfo.InvariantCulture);
            lanes.Add($"conversation{i % 3}", async _ =>
            {
                await Task.Yield();
                done.Enqueue(name);
                all.Signal();
                if (name.EndsWith('5'))
                    throw new InvalidOperationException(name);
            });
        }

        Assert.True(all.Wait(Deadline, TestContext.Current.CancellationToken));
        foreach (var conversation in done.GroupBy(name => int.Parse(name, CultureInfo.InvariantCulture) % 3))
            Assert.Equal(conversation.Order(StringComparer.Ordinal), conversation);
        await lanes.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_slow_conversation_holds_up_no_other()
    {
        using var lanes = new Lanes();
        await lanes.StartAsync(TestContext.Current.CancellationToken);
        var slow = new TaskCompletionSource();
        var behind = new TaskCompletionSource();
        lanes.Add("slow", _ => slow.Task);
        lanes.Add("slow", _ =>
        {
            behind.SetResult();
            return Task.CompletedTask;
        });
        using var others = new CountdownEvent(500);
        for (var i = 0; i < 500; i++)
        {
            lanes.Add($"other{i}", _ =>
            {
                others.Signal();
                return Task.CompletedTask;
            });
        }

        Assert.True(others.Wait(Deadline, TestContext.Current.CancellationToken));
        Assert.False(behind.Task.IsCompleted);
        slow.SetResult();
        await behind.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        await lanes.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Lanes() : ConversationLanes(NullLogger.Instance);
}
