using DigestBot.Data;
using DigestBot.Host;
using DigestBot.Ingestion;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Host;

/// <summary>The real host over a test's store. Where it is not started, the test itself runs the jobs; it is stopped before it is disposed.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestHost(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.First());

    public static async Task<TestHost> BuildAsync(TestStore store, HostOptions? options = null) => new(BotHost.Build(
        store.Database, await MovableClock.OpenAsync(store.Database, store.Clock, CancellationToken.None), options ?? Options(store)));

    public static HostOptions Options(TestStore store) => new(store.Database.Path, Path.Combine(store.Folder, "inbox"), "UTC", new Uri("http://127.0.0.1:0"));

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task StartAsync() => _app.StartAsync(TestContext.Current.CancellationToken);

    /// <summary>As Hangfire makes it: its services by constructor.</summary>
    public T Job<T>() => ActivatorUtilities.CreateInstance<T>(_app.Services);

    public object Job(Type job) => ActivatorUtilities.CreateInstance(_app.Services, job);

    /// <summary>Two looks: what lies there is taken, and digests need not wait for it.</summary>
    public async Task CatchUpAsync()
    {
        for (var look = 0; look < 2; look++)
            await Get<InboxFolder>().LookAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
