using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DigestBot.Faults;

/// <summary><c>serve</c> as a process of its own; killed when disposed.</summary>
public sealed class ServedHost : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private const int FirstPort = 18_000;
    private const int Ports = 14_000;
    private static int _ports;
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServedHost(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public Uri Address { get; }

    public TimeSpan UntilReady { get; private set; }

    public TimeSpan Cpu => Fresh().TotalProcessorTime;

    public long ResidentBytes => Fresh().WorkingSet64;

    public long PeakBytes => Fresh().PeakWorkingSet64;

    public bool HasExited => _process.HasExited;

    /// <summary>All it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Returns when <c>/health/ready</c> has answered 200.</summary>
    public static async Task<ServedHost> StartAsync(string store, IReadOnlyDictionary<string, string>? settings = null)
    {
        var time = Stopwatch.StartNew();
        var host = Launch(store, settings);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        while (!await IsReadyAsync(client, host.Address))
        {
            if (host.HasExited || time.Elapsed > Deadline)
            {
                host.Dispose();
                throw new InvalidOperationException($"The host did not become ready.\n{host.Output}");
            }

            await Task.Delay(5);
        }

        host.UntilReady = time.Elapsed;
        return host;
    }

    /// <summary>Returns at once.</summary>
    public static ServedHost Launch(string store, IReadOnlyDictionary<string, string>? settings = null)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(Host.Terminal).Assembly.Location, "serve", "--db", store])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["DIGESTBOT__ADDRESS"] = address, ["DIGESTBOT__PAGEADDRESS"] = $"http://127.0.0.1:{FreePort()}", ["DIGESTBOT__INBOX"] = Path.Combine(Path.GetDirectoryName(store)!, "inbox") },
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        return new ServedHost(Process.Start(start)!, new Uri(address));
    }

    /// <summary>As Ctrl+C and service managers do; its exit code.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        using (var term = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]))
            await term.WaitForExitAsync();
        return await ExitAsync();
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>As <c>kill -9</c>: the process has no say in it.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>
    /// Below the ports that outgoing connections are given, and each another: one of those may be gone between asking and listening.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + ((Environment.ProcessId * 97 + Interlocked.Increment(ref _ports)) % Ports);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next.
            }
        }
    }

    private Process Fresh()
    {
        _process.Refresh();
        return _process;
    }

    private void Append(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
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
}
