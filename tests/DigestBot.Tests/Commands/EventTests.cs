using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Ingestion;
using DigestBot.Messages;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Commands;

public sealed class EventTests
{
    [Fact]
    public async Task The_same_event_twice_is_answered_once()
    {
        await using var chat = await Chat.StartAsync();
        var said = chat.Message("subscribe cs.IR");

        Assert.True(await chat.Processor.ReceiveAsync(said, TestContext.Current.CancellationToken));
        Assert.NotNull(await chat.Processor.ProcessAsync(Chat.Channel, said.EventId, TestContext.Current.CancellationToken));
        Assert.False(await chat.Processor.ReceiveAsync(said, TestContext.Current.CancellationToken));
        Assert.Null(await chat.Processor.ProcessAsync(Chat.Channel, said.EventId, TestContext.Current.CancellationToken));

        Assert.Single(await chat.SubscriptionsAsync());
        Assert.Equal(1, await chat.CountAsync($"SELECT COUNT(*) FROM outbox"));
    }

    [Fact]
    public async Task What_a_crash_left_open_is_done_once()
    {
        await using var chat = await Chat.StartAsync();
        await chat.Processor.ReceiveAsync(chat.Message("subscribe cs.IR"), TestContext.Current.CancellationToken);

        await chat.ProcessOpenAsync();
        await chat.ProcessOpenAsync();

        Assert.Single(await chat.SubscriptionsAsync());
        Assert.Equal(1, await chat.CountAsync($"SELECT COUNT(*) FROM outbox"));
    }

    [Fact]
    public async Task A_stop_before_the_commit_leaves_nothing_behind_but_the_open_event()
    {
        await using var chat = await Chat.StartAsync();
        var said = chat.Message("subscribe cs.IR");
        await chat.Processor.ReceiveAsync(said, TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chat.Processor.ProcessAsync(Chat.Channel, said.EventId, stop.Token));

        Assert.Equal(0, await chat.CountAsync($"SELECT (SELECT COUNT(*) FROM subscriptions) + (SELECT COUNT(*) FROM outbox)"));
        await chat.ProcessOpenAsync();
        Assert.Single(await chat.SubscriptionsAsync());
    }

    [Fact]
    public async Task What_breaks_inside_is_answered_and_changes_nothing()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("find sink");
        await using (var session = await chat.Store.WriteAsync(TestContext.Current.CancellationToken))
        {
            await session.ExecuteAsync($"UPDATE last_lists SET list = 'broken'", TestContext.Current.CancellationToken);
            await session.CommitAsync(TestContext.Current.CancellationToken);
        }

        var answer = await chat.SayAsync("more");

        Assert.Equal(Strings.Command_Failed, answer.Message.Summary);
        Assert.False(answer.Understood);
        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL"));
    }

    [Fact]
    public async Task A_timeout_in_what_a_crash_left_open_holds_up_nothing_behind_it()
    {
        await using var chat = await Chat.StartAsync();
        var clock = new TestClock(chat.Now);
        var files = new FileIntake(new Ingestor(chat.Store, clock, NullLogger<Ingestor>.Instance), [new TimingOut()]);
        var processor = new CommandProcessor(chat.Store, clock, new CommandDefaults(), NullLogger<CommandProcessor>.Instance, files);
        await processor.ReceiveAsync(chat.Message("") with { Files = [new IncomingFile("a.md", "a")] }, TestContext.Current.CancellationToken);
        clock.Now += TimeSpan.FromSeconds(1);
        await processor.ReceiveAsync(chat.Message("subscribe cs.IR"), TestContext.Current.CancellationToken);

        await processor.ProcessOpenAsync(await processor.OpenAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Single(await chat.SubscriptionsAsync());
        var next = chat.Message("list");
        await processor.ReceiveAsync(next, TestContext.Current.CancellationToken);
        Assert.NotNull(await processor.ProcessAsync(Chat.Channel, next.EventId, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_event_that_ends_the_process_is_given_up_after_three_starts()
    {
        await using var chat = await Chat.StartAsync();
        await chat.Processor.ReceiveAsync(chat.Message("subscribe cs.IR"), TestContext.Current.CancellationToken);
        await using (var session = await chat.Store.WriteAsync(TestContext.Current.CancellationToken))
        {
            await session.ExecuteAsync($"UPDATE inbound SET attempts = 3 WHERE done_at IS NULL", TestContext.Current.CancellationToken);
            await session.CommitAsync(TestContext.Current.CancellationToken);
        }

        await chat.ProcessOpenAsync();

        Assert.Empty(await chat.SubscriptionsAsync());
        Assert.Equal(1, await chat.CountAsync($"SELECT COUNT(*) FROM outbox"));
        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL"));
    }

    /// <summary>Files that nobody gives in time.</summary>
    private sealed class TimingOut : IFileSource
    {
        public string Name => Chat.Channel;

        public Task<string?> FetchAsync(IncomingFile file, Stream to, long mostBytes, CancellationToken cancellationToken) => throw new TaskCanceledException();
    }
}
