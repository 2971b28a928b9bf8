using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Delivery;
using DigestBot.Ingestion;
using DigestBot.Slack;
using DigestBot.Slack.SocketMode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Slack;

/// <summary>The Slack channel on a real store and a fake Slack, with a clock the test sets; people talk to it as Slack would carry it.</summary>
internal sealed class SlackBot : SlackSender, IAsyncDisposable
{
    private readonly WebApplication _app;

    private SlackBot(FakeSlack slack, TestStore store, WebApplication app)
        : base(slack, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), store.Clock) => (Store, _app) = (store, app);

    public TestStore Store { get; }

    public IServiceProvider Services => _app.Services;

    public static SlackOptions HttpOptions(FakeSlack slack) => new(FakeSlack.BotToken, FakeSlack.SigningSecret, "", "", "", "", "", slack.Api);

    public static SlackOptions SocketOptions(FakeSlack slack) => new(FakeSlack.BotToken, "", "", FakeSlack.AppToken, "", "", "", slack.Api);

    public static async Task<SlackBot> StartAsync(SlackOptions? options = null, SocketTimes? times = null, FakeSlack? slack = null)
    {
        slack ??= await FakeSlack.StartAsync();
        options ??= HttpOptions(slack);
        var store = await TestStore.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(store.Database).AddSingleton<TimeProvider>(store.Clock).AddSingleton(new CommandDefaults())
            .AddSingleton<Ingestor>().AddSingleton<FileIntake>().AddSingleton<CommandProcessor>().AddSingleton<CommandForms>().AddSingleton<Presence>().AddSingleton<Dispatcher>()
            .AddSlack(options);
        if (times is not null)
            builder.Services.Replace(ServiceDescriptor.Singleton(times));
        var app = builder.Build();
        app.MapSlack(options);
        await app.StartAsync();
        return new SlackBot(slack, store, app);
    }

    /// <summary>Said in a direct chat, or, with a mention, in a channel; the posts it brought.</summary>
    public async Task<IReadOnlyList<FakePost>> SayAsync(string text, string channel = "D1", string user = "U1", string? thread = null)
    {
        var before = Slack.Posts.Keys.ToHashSet();
        await EventAsync(Said(text, channel, user, thread));
        return await SettledAsync(before);
    }

    public async Task<IReadOnlyList<FakePost>> SlashAsync(string text, string channel = "C1", string user = "U1")
    {
        var before = Slack.Posts.Keys.ToHashSet();
        var response = await PostAsync("/slack/commands", SlashForm(text, channel, user), "application/x-www-form-urlencoded");
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await SettledAsync(before);
    }

    public async Task<IReadOnlyList<FakePost>> ClickAsync(FakePost post, string label, string user = "U1")
    {
        var before = Slack.Posts.Keys.ToHashSet();
        await InteractAsync(Click(post, label, user));
        return await SettledAsync(before);
    }

    /// <summary>All that was received is done and delivered; the posts that are new.</summary>
    public async Task<IReadOnlyList<FakePost>> SettledAsync(HashSet<string> before)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await Store.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL") > 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20), "What was received was not done in time.");
            await Task.Delay(5);
        }

        await DeliverAsync();
        return [.. Slack.Posts.Values.Where(post => !before.Contains(post.Ts)).OrderBy(post => post.Ts, StringComparer.Ordinal)];
    }

    /// <summary>All that waits is posted, however often Slack would ask to wait in between: each turn is a new sender, which knows nothing of the pace.</summary>
    public async Task<int> DeliverAsync()
    {
        var (delivered, last) = (0, 0);
        do
        {
            last = await new ChannelSender(
                Store.Database, Services.GetRequiredService<Dispatcher>(), Services.GetServices<IChannel>().Single(), Store.Clock, NullLogger<ChannelSender>.Instance).DrainAsync(CancellationToken.None);
            delivered += last;
        }
        while (last > 0);
        return delivered;
    }

    /// <summary>One attempt at one message, whatever the outbox holds.</summary>
    public Task<SendResult> PostingAsync(OutgoingMessage message, CancellationToken cancellationToken = default) =>
        Store.PostingAsync(Services.GetServices<IChannel>().Single(), message, cancellationToken);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
