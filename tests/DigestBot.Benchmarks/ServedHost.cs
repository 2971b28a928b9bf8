using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DigestBot.Benchmarks;

/// <summary><c>serve</c> as a process of its own.</summary>
internal sealed class ServedHost : IDisposable
{
    private readonly Process _process;

    private ServedHost(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public TimeSpan UntilReady { get; private set; }

    public TimeSpan Cpu => Fresh().TotalProcessorTime;

    public long ResidentBytes => Fresh().WorkingSet64;

    /// <summary>Returns when <c>/health/ready</c> has answered 200.</summary>
    public static async Task<ServedHost> StartAsync(string store, IReadOnlyDictionary<string, string>? settings = null)
    {
        var time = Stopwatch.StartNew();
        var host = Launch(store, settings);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        while (!await IsReadyAsync(client, host.Address))
        {
            if (host._process.HasExited || time.Elapsed > TimeSpan.FromMinutes(2))
                throw new InvalidOperationException("The host did not become ready.");
            await Task.Delay(5);
        }

        host.UntilReady = time.Elapsed;
        return host;
    }

    /// <summary>Returns at once.</summary>
    public static ServedHost Launch(string store, IReadOnlyDictionary<string, string>? settings = null)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "DigestBot.Host"), ["serve", "--db", store])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["DIGESTBOT__ADDRESS"] = address, ["DIGESTBOT__INBOX"] = Path.Combine(Path.GetDirectoryName(store)!, "inbox") },
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new ServedHost(process, new Uri(address));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private Process Fresh()
    {
        _process.Refresh();
        return _process;
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri address)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
