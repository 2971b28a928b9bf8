using DigestBot.Data;
using DigestBot.Host;
using DigestBot.Papers.Search;
using DigestBot.Tests.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace DigestBot.Tests.WebChat;

/// <summary>The real host on a store of its own, and one browser over it, shared by a class's tests: each test is other people in other channels.</summary>
public sealed class ServedPage : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-page-").FullName;
    private WebApplication? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private int _people;

    public string Address { get; private set; } = "";

    internal Database Database { get; private set; } = null!;

    internal IServiceProvider Services => _host!.Services;

    public async ValueTask InitializeAsync()
    {
        Address = $"http://127.0.0.1:{ServeProcess.FreePort()}";
        Database = await Database.OpenAsync(Path.Combine(_folder, "store.db"), held: null, CancellationToken.None);
        await PaperIndex.EnsureCurrentAsync(Database, CancellationToken.None);
        var options = new HostOptions(Database.Path, Path.Combine(_folder, "inbox"), "UTC", new Uri(Address));
        _host = BotHost.Build(Database, await MovableClock.OpenAsync(Database, TimeProvider.System, CancellationToken.None), options);
        await SampleFiles.LoadIntoNewStoreAsync(_host.Services, CancellationToken.None);
        await _host.StartAsync();
        if (Chromium.IsMissing)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>A name nobody has yet.</summary>
    public string Somebody() => $"ann{Interlocked.Increment(ref _people)}";

    /// <summary>The page as one person has it open, in a browser of their own. Without a browser the running test is skipped.</summary>
    internal async Task<ChatPage> OpenAsync(string? person = null, string language = "en-US", int width = 1280, ColorScheme colors = ColorScheme.Light)
    {
        Chromium.Require();
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = language, TimezoneId = "Europe/Berlin", ViewportSize = new ViewportSize { Width = width, Height = 860 }, ColorScheme = colors,
        });
        context.SetDefaultTimeout(30_000);
        await context.AddInitScriptAsync($"if (!localStorage.getItem('person')) localStorage.setItem('person', '{person ?? Somebody()}')");
        return await ChatPage.OpenAsync(context, Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _host!.StopAsync();
        await _host.DisposeAsync();
        Database.Close();
        Directory.Delete(_folder, recursive: true);
    }
}
