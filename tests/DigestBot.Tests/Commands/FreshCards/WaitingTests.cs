using Microsoft.AspNetCore.Http;
using static DigestBot.Tests.Commands.FreshCards.FakeModel;

namespace DigestBot.Tests.Commands.FreshCards;

/// <summary>While the model thinks: readers know that they were heard, nobody else waits, and a crash loses nothing.</summary>
public sealed class WaitingTests
{
    private const string Asked = "A model is writing a summary";

    [Fact]
    public async Task A_server_that_hangs_is_given_up_and_keeps_nobody_from_writing_meanwhile()
    {
        await using var chat = await Chat.StartAsync();
        var subscribed = "";
        await using var model = await FakeModel.StartAsync(
            chat,
            async (context, _) =>
            {
                subscribed = await chat.AskAsync("subscribe cs.LG", "bob");
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            patience: TimeSpan.FromSeconds(3));

        Assert.Contains("did not answer in time", await chat.AskAsync("card 2601.10001 --fresh"), StringComparison.Ordinal);
        Assert.Contains("cs.LG", subscribed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_while_two_wait_for_the_model_is_told_at_once()
    {
        await using var chat = await Chat.StartAsync();
        var (both, free) = (new TaskCompletionSource(), new TaskCompletionSource());
        var calls = 0;
        await using var model = await FakeModel.StartAsync(chat, async (context, _) =>
        {
            if (Interlocked.Increment(ref calls) == 2)
                both.SetResult();
            await free.Task;
            await context.Response.WriteAsync(FakeModel.Answer(Good), context.RequestAborted);
        });

        var waiting = new[] { chat.AskAsync("card 2601.10001 --fresh"), chat.AskAsync("card 2601.10002 --fresh", "bob") };
        await both.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Contains("busy", await chat.AskAsync("card 2601.20001 --fresh", "eve"), StringComparison.Ordinal);
        free.SetResult();

        Assert.All(await Task.WhenAll(waiting), card => Assert.Contains("Zebrafish", card, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Meanwhile_the_reader_has_the_card_that_says_so_and_the_summary_takes_its_place()
    {
        await using var chat = await Chat.StartAsync();
        IReadOnlyList<string> meanwhile = [];
        await using var model = await FakeModel.StartAsync(chat, async (context, _) =>
        {
            meanwhile = await chat.DeliverAsync();
            await context.Response.WriteAsync(FakeModel.Answer(Good), context.RequestAborted);
        });

        await chat.SayAsync("card 2601.10001 --fresh");

        Assert.Contains("Sparse Retrieval", Assert.Single(meanwhile), StringComparison.Ordinal);
        Assert.Contains(Asked, meanwhile[0], StringComparison.Ordinal);
        Assert.Contains("Zebrafish", Assert.Single(await chat.DeliverAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_quicker_than_the_first_message_takes_its_place_all_the_same()
    {
        await using var chat = await Chat.StartAsync();
        await using var model = await FakeModel.SayingAsync(chat, Good);

        await chat.SayAsync("card 2601.10001 --fresh");

        Assert.Contains("Zebrafish", Assert.Single(await chat.DeliverAsync()), StringComparison.Ordinal);
        await chat.SayAsync("card 2601.10001 --fresh");
        Assert.Equal(1, await chat.CountAsync($"SELECT COUNT(*) FROM outbox WHERE instr(body, {Asked})"));
    }

    [Fact]
    public async Task A_paper_that_is_corrected_meanwhile_does_not_bring_back_the_first_message()
    {
        await using var chat = await Chat.StartAsync();
        await using var model = await FakeModel.StartAsync(chat, async (context, _) =>
        {
            await chat.DeliverAsync();
            await context.Response.WriteAsync(FakeModel.Answer(Good), context.RequestAborted);
        });
        await chat.SayAsync("card 2601.10001 --fresh");

        await chat.ImportAsync("2026-01-28.md", SampleDigest.Monday.Replace("arxiv.org/abs/2601.10001", "arxiv.org/abs/2601.10001v2").Replace("Sparse Retrieval", "Sparser Retrieval"));
        Assert.Equal(1, await chat.CorrectAsync());

        Assert.Contains("Zebrafish", Assert.Single(await chat.DeliverAsync()), StringComparison.Ordinal);
        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Correction'"));
    }

    [Fact]
    public async Task A_crash_while_the_model_thinks_loses_nothing()
    {
        await using var chat = await Chat.StartAsync();
        using var crash = new CancellationTokenSource();
        var calls = 0;
        await using var model = await FakeModel.StartAsync(chat, async (context, _) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                await context.Response.WriteAsync(FakeModel.Answer(Good), context.RequestAborted);
                return;
            }

            await crash.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var said = chat.Message("card 2601.10001 --fresh");
        await chat.Processor.ReceiveAsync(said, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chat.Processor.ProcessAsync(said.Conversation.Channel, said.EventId, crash.Token));

        await chat.ProcessOpenAsync();

        Assert.Equal(2, await chat.CountAsync($"SELECT COUNT(*) FROM outbox"));
        Assert.Contains("Zebrafish", Assert.Single(await chat.DeliverAsync()), StringComparison.Ordinal);
    }
}
