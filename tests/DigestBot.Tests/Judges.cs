using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;

namespace DigestBot.Tests;

/// <summary>
/// Programs that are not ours and judge what we send, run by Node. A folder of them is copied and its packages installed once, below the temporary
/// folder; without Node, the folder or the packages, tests are skipped with the reason.
/// </summary>
internal static class Judges
{
    // A peer of Slack's clients that their own lock file leaves out.
    private const string Undici = "undici@^7.29.0";

    private static readonly TimeSpan InstallWithin = TimeSpan.FromMinutes(3);
    private static readonly ConcurrentDictionary<string, Lazy<Task<(string? Folder, string Reason)>>> Installed = new(StringComparer.Ordinal);

    /// <summary>The folder of those that come with the samples, or the running test is skipped.</summary>
    public static Task<string> RequireAsync() => RequireAsync(Path.Combine(Samples.Require(), "checks"), Undici);

    /// <summary>The folder of ours, below <c>tests/judges</c>, which are a few lines around somebody else's parsers; or the running test is skipped.</summary>
    public static Task<string> RequireAsync(string name) => RequireAsync(Repository.PathTo("tests", "judges", name), peer: null);

    /// <summary>Runs <c>node</c>; exit code and all it said.</summary>
    public static Task<(int Exit, string Output)> NodeAsync(string folder, params IEnumerable<string> arguments) => RunAsync(folder, TimeSpan.FromMinutes(2), "node", arguments);

    /// <summary>Runs a program; exit code and all it said, -1 where it was not done in time.</summary>
    public static async Task<(int Exit, string Output)> RunAsync(
        string folder, TimeSpan within, string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(within);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"not done within {within}");
        }
    }

    private static async Task<string> RequireAsync(string source, string? peer)
    {
        var (folder, reason) = await Installed.GetOrAdd(source, _ => new(() => InstallAsync(source, peer))).Value;
        Assert.SkipWhen(folder is null, reason);
        return folder!;
    }

    private static async Task<(string?, string)> InstallAsync(string source, string? peer)
    {
        var files = Directory.Exists(source)
            ? Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !file.Contains("node_modules", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList()
            : [];
        if (files.Count == 0)
            return (null, $"{source} holds no judges");
        try
        {
            // By all there is, so that a changed judge is installed anew.
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var file in files)
                hash.AppendData(await File.ReadAllBytesAsync(file));
            var folder = Path.Combine(Path.GetTempPath(), $"digestbot-judges-{Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}");
            if (File.Exists(Path.Combine(folder, "installed")))
                return (folder, "");

            // Elsewhere first: another run may look for it meanwhile, and a run that was stopped leaves nothing half done.
            var building = Directory.CreateTempSubdirectory("digestbot-judges-").FullName;
            foreach (var file in files)
            {
                var copy = Path.Combine(building, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                await File.WriteAllBytesAsync(copy, await File.ReadAllBytesAsync(file));
            }

            foreach (var command in (string[])["ci", .. peer is null ? Array.Empty<string>() : [$"install --no-save {peer}"]])
            {
                var (exit, output) = await RunAsync(building, InstallWithin, "npm", [.. command.Split(' '), "--no-audit", "--no-fund", "--ignore-scripts"]);
                if (exit != 0)
                    return (null, $"npm could not install the judges' packages: {output.Trim().Split('\n')[0]}");
            }

            await File.WriteAllTextAsync(Path.Combine(building, "installed"), "");
            if (!Directory.Exists(folder))
                Directory.Move(building, folder);
            return (folder, "");
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            return (null, $"Node or the judges' packages are not to be had: {exception.Message}");
        }
    }
}
