using System.Diagnostics;
using System.Text;
using DigestBot.Faults;
using DigestBot.Host;

namespace DigestBot.Tests.Host;

/// <summary><c>serve</c> as a process of its own, on a free port of loopback.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServeProcess(Process process, int port)
    {
        _process = process;
        Port = port;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static ServeProcess Start(TestStore store, int? port = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var chosen = port ?? FreePort();
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = store.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { typeof(Terminal).Assembly.Location, "serve", "--db", "store.db" })
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        start.Environment["DIGESTBOT__ADDRESS"] = $"http://127.0.0.1:{chosen}";
        // With a public address the page has its own; the next port may be another test's.
        if (settings?.Keys.Any(key => key.StartsWith("DIGESTBOT__SLACK", StringComparison.OrdinalIgnoreCase)) == true)
            start.Environment["DIGESTBOT__PAGEADDRESS"] = $"http://127.0.0.1:{FreePort()}";
        return new ServeProcess(Process.Start(start)!, chosen);
    }

    public static int FreePort() => ServedHost.FreePort();

    public async Task ReadyAsync()
    {
        using var client = new HttpClient();
        await UntilAsync(
            async () =>
            {
                try
                {
                    return await client.GetStringAsync($"http://127.0.0.1:{Port}/health/ready") == "ready";
                }
                catch (HttpRequestException)
                {
                    Assert.False(_process.HasExited, Output);
                    return false;
                }
            },
            "the host to be ready");
    }

    /// <summary>Looks again until it holds; fails with what the process said when the deadline passes.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var waited = Stopwatch.StartNew(); !await holds(); await Task.Delay(50))
            Assert.True(waited.Elapsed < Deadline, $"Waited in vain for {what}.\n{Output}");
    }

    /// <summary>As Ctrl+C and service managers do.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        using (var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        return await ExitAsync();
    }

    /// <summary>The command <c>backup</c>, as a process of its own beside this one.</summary>
    public async Task BackupAsync(string path)
    {
        var start = new ProcessStartInfo(_process.StartInfo.FileName) { WorkingDirectory = _process.StartInfo.WorkingDirectory, UseShellExecute = false, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(Terminal).Assembly.Location, "backup", path, "--db", "store.db" })
            start.ArgumentList.Add(argument);
        using var backup = Process.Start(start)!;
        var said = await backup.StandardError.ReadToEndAsync();
        await backup.WaitForExitAsync();
        Assert.True(backup.ExitCode == 0, said);
    }

    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>As a power cut would, as far as the process can tell.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Append(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
