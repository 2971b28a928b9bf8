using DigestBot.Delivery;
using DigestBot.Tests.Delivery;
using DigestBot.Tests.WebChat;
using Microsoft.Playwright;

namespace DigestBot.Tests.Host;

/// <summary>The operator's page in a real browser, as somebody sees it who opens it for the first time.</summary>
public sealed class OperatorPageTests : IAsyncLifetime
{
    private TestStore? _store;
    private ServeProcess? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private long _resent;
    private long _dropped;

    public async ValueTask InitializeAsync()
    {
        Chromium.Require();
        _store = await TestStore.OpenAsync(TimeProvider.System.GetUtcNow().ToString("O"));
        await _store.IngestAsync("2026-01-27.md", Commands.SampleDigest.Tuesday);
        await _store.SubscribeAsync("everything daily at 09:00", "ann");
        await _store.SendAsync();
        _resent = await _store.PostAsync(await _store.ConversationAsync("ann"), "refused");
        _dropped = await _store.PostAsync(await _store.ConversationAsync("bob"), "refused, too");
        await _store.SendAsync(new ScriptedChannel(
            new DigestBot.Channels.SendResult.Rejected("<b>a reason</b> " + new string('x', 300)), new DigestBot.Channels.SendResult.Gone("archived")));
        _host = ServeProcess.Start(_store);
        await _host.ReadyAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        if (_store is not null)
            await _store.DisposeAsync();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task It_is_accessible_and_fits(int width, ColorScheme colors)
    {
        var script = await Axe.ScriptAsync();
        var page = await OpenAsync(width, colors);

        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Content = script });

        Assert.Empty(await Axe.FindingsAsync(page));
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task A_dead_letter_is_sent_again_or_dropped_by_its_button_and_the_page_says_so()
    {
        var page = await OpenAsync(1280, ColorScheme.Light);

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Resend message {_resent}" }).ClickAsync();
        Assert.Equal($"Message {_resent} goes out again now.", await page.GetByRole(AriaRole.Status).InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Drop message {_dropped}" }).ClickAsync();
        Assert.Equal($"Message {_dropped} was dropped.", await page.GetByRole(AriaRole.Status).InnerTextAsync());

        Assert.Equal(0, await page.GetByRole(AriaRole.Button).CountAsync());
        await _host!.UntilAsync(async () => (await _store!.RowAsync(_resent)).State == OutboxState.Sent, "the message");
        Assert.Equal(OutboxState.Dropped, (await _store!.RowAsync(_dropped)).State);
    }

    private async Task<IPage> OpenAsync(int width, ColorScheme colors)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 }, ColorScheme = colors, BypassCSP = true,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"http://127.0.0.1:{_host!.Port}/operator");
        return page;
    }
}
