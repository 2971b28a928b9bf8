using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Host;
using DigestBot.Papers.Generated;
using DigestBot.Tests.Commands;
using DigestBot.Tests.Teams;
using DigestBot.WebChat;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Host;

/// <summary>What the last run left undone, at the next start.</summary>
public sealed class UnfinishedEventsTests
{
    [Fact]
    public async Task A_model_that_hangs_delays_neither_the_start_nor_what_others_had_asked()
    {
        var free = new TaskCompletionSource();
        await using var model = await HangingAsync(free.Task);
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", SampleDigest.Tuesday);
        foreach (var (who, text) in ((string, string)[])[("ann", "card 2601.20001 --fresh"), ("ann", "subscribe cs.IR"), ("bob", "subscribe cs.LG")])
            await AskedAsync(store, who, text);
        await using var host = await HostAsync(store, model);

        await host.StartAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        using var client = new HttpClient { BaseAddress = host.Address };
        Assert.Equal("ready", await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        await TestStore.UntilAsync(async () => await store.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL") == 2, "Bob's answer");
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM subscriptions"));
        free.SetResult();
        await TestStore.UntilAsync(async () => await store.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL") == 0, "Ann's answers");
        Assert.Equal(2, await store.CountAsync($"SELECT COUNT(*) FROM subscriptions"));
    }

    [Fact]
    public async Task What_is_new_waits_for_what_its_conversation_had_asked_before_and_for_no_others()
    {
        var free = new TaskCompletionSource();
        await using var model = await HangingAsync(free.Task);
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", SampleDigest.Tuesday);
        foreach (var text in (string[])["card 2601.20001 --fresh", "subscribe cs.IR"])
            await AskedAsync(store, "ann", text);
        await using var host = await HostAsync(store, model);
        await host.StartAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var receiver = host.Services.GetRequiredService<WebChatReceiver>();

        var anns = SayAsync("ann", "unsubscribe 1");
        Assert.NotNull(await SayAsync("bob", "subscribe cs.LG").WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));

        Assert.False(anns.IsCompleted);
        free.SetResult();
        Assert.NotNull(await anns.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal((2, 1), (await store.CountAsync($"SELECT COUNT(*) FROM subscriptions"), await store.CountAsync($"SELECT COUNT(*) FROM subscriptions WHERE state = 'Removed'")));

        async Task<Answer?> SayAsync(string who, string text) => await receiver.ReceiveAsync(Message(who, text), TestContext.Current.CancellationToken);
    }

    /// <summary>A model that answers nobody until it may.</summary>
    private static Task<LoopbackServer> HangingAsync(Task free) => LoopbackServer.StartAsync(async context =>
    {
        await free;
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    });

    private static Task<TestHost> HostAsync(TestStore store, LoopbackServer model) => TestHost.BuildAsync(store, TestHost.Options(store) with
    {
        Summaries = new ChatModelOptions(new Uri(model.Address, "v1/"), "key", "small-model") { Patience = TimeSpan.FromMinutes(5) },
    });

    private static Task AskedAsync(TestStore store, string who, string text) =>
        new CommandProcessor(store.Database, store.Clock, new CommandDefaults(), NullLogger<CommandProcessor>.Instance).ReceiveAsync(Message(who, text), CancellationToken.None);

    private static IncomingMessage Message(string who, string text) => new($"{who} {text}", WebChatReceiver.Conversation(who, null), new Sender(who, who), text);
}
