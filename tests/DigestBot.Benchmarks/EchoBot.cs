using System.Diagnostics;
using System.Net.Sockets;
using DigestBot.Faults;

namespace DigestBot.Benchmarks;

/// <summary>The agents SDK's echo as a process of its own; Node and npm's registry must be there.</summary>
internal sealed class EchoBot : IDisposable
{
    private static readonly string[] Packages = ["@microsoft/agents-hosting@1.8.1", "@microsoft/agents-hosting-express@1.8.1"];
    private readonly Process _process;

    private EchoBot(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<EchoBot> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "digestbot-echo-1.8.1");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "teams-echo.mjs"), Path.Combine(folder, "teams-echo.mjs"), overwrite: true);
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", .. Packages]) { WorkingDirectory = folder })!;
            await install.WaitForExitAsync();
        }

        var port = ServedHost.FreePort();
        var process = Process.Start(new ProcessStartInfo("node", ["teams-echo.mjs"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["PORT"] = $"{port}" },
        })!;
        process.BeginOutputReadLine();
        for (var waited = Stopwatch.StartNew(); !await ListensAsync(port); await Task.Delay(50))
        {
            if (process.HasExited || waited.Elapsed > TimeSpan.FromSeconds(60))
                throw new InvalidOperationException("The echo bot did not start.");
        }

        return new EchoBot(process, new Uri($"http://127.0.0.1:{port}"));
    }

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<bool> ListensAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
