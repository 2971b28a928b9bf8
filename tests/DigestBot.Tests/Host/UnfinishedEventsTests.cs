using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Host;
using DigestBot.Papers.Generated;
using DigestBot.Tests.Commands;
using DigestBot.Tests.Teams;
using DigestBot.WebChat;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Host;

/// <summary>What the last run left undone, at the next start.</summary>
public sealed class UnfinishedEventsTests
{
    [Fact]
    public async Task A_model_that_hangs_delays_neither_the_start_nor_what_others_had_asked()
    {
        var free = new TaskCompletionSource();
        await using var model = await LoopbackServer.StartAsync(async context =>
        {
            await free.Task;
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        });
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", SampleDigest.Tuesday);
        foreach (var (who, text) in ((string, string)[])[("ann", "card 2601.20001 --fresh"), ("ann", "subscribe cs.IR"), ("bob", "subscribe cs.LG")])
            await AskedAsync(store, who, text);
        var options = new HostOptions(store.Database.Path, Path.Combine(store.Folder, "inbox"), "UTC", new Uri("http://127.0.0.1:0"))
        {
            Summaries = new ChatModelOptions(new Uri(model.Address, "v1/"), "key", "small-model") { Patience = TimeSpan.FromMinutes(5) },
        };
        await using var host = BotHost.Build(store.Database, await MovableClock.OpenAsync(store.Database, TimeProvider.System, CancellationToken.None), options);

        await host.StartAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        using var client = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };
        Assert.Equal("ready", await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        await TestStore.UntilAsync(async () => await store.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL") == 2, "Bob's answer");
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM subscriptions"));
        free.SetResult();
        await TestStore.UntilAsync(async () => await store.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL") == 0, "Ann's answers");
        Assert.Equal(2, await store.CountAsync($"SELECT COUNT(*) FROM subscriptions"));
    }

    private static Task AskedAsync(TestStore store, string who, string text) =>
        new CommandProcessor(store.Database, store.Clock, new CommandDefaults(), NullLogger<CommandProcessor>.Instance)
            .ReceiveAsync(new IncomingMessage($"{who} {text}", WebChatReceiver.Conversation(who, null), new Sender(who, who), text), CancellationToken.None);
}
