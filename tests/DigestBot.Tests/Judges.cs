using System.Diagnostics;
using System.Security.Cryptography;

namespace DigestBot.Tests;

/// <summary>
/// Programs that are not ours and judge what we send, run by Node. They are copied out of the samples folder and their packages installed once,
/// below the temporary folder; without Node, the folder or the packages, tests are skipped with the reason.
/// </summary>
internal static class Judges
{
    private static readonly Lazy<Task<(string? Folder, string Reason)>> Installed = new(InstallAsync);

    /// <summary>The folder they run in, or the running test is skipped.</summary>
    public static async Task<string> RequireAsync()
    {
        var (folder, reason) = await Installed.Value;
        Assert.SkipWhen(folder is null, reason);
        return folder!;
    }

    /// <summary>Runs <c>node</c>; exit code and all it said.</summary>
    public static Task<(int Exit, string Output)> NodeAsync(string folder, params IEnumerable<string> arguments) => RunAsync("node", folder, TimeSpan.FromMinutes(2), arguments);

    private static async Task<(string?, string)> InstallAsync()
    {
        if (Samples.Folder is not { } samples || Path.Combine(samples, "checks") is var source && !File.Exists(Path.Combine(source, "package-lock.json")))
            return (null, "The samples folder (DIGESTBOT_SAMPLES) holds no checks/");
        var version = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..12];
        var folder = Path.Combine(Path.GetTempPath(), $"digestbot-checks-{version}");
        try
        {
            if (File.Exists(Path.Combine(folder, "installed")))
                return (folder, "");

            // Elsewhere first: another run may look for it meanwhile, and a run that was stopped leaves nothing half done.
            var building = Directory.CreateTempSubdirectory("digestbot-checks-").FullName;
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !file.Contains("node_modules", StringComparison.Ordinal)))
            {
                var copy = Path.Combine(building, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            var (exit, output) = await RunAsync("npm", building, TimeSpan.FromMinutes(3), "ci", "--no-audit", "--no-fund", "--ignore-scripts");
            if (exit != 0)
                return (null, $"npm could not install the checks' packages: {output.Split('\n')[0]}");
            await File.WriteAllTextAsync(Path.Combine(building, "installed"), "");
            if (!Directory.Exists(folder))
                Directory.Move(building, folder);
            return (folder, "");
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException or OperationCanceledException)
        {
            return (null, $"Node or the checks' packages are not to be had: {exception.Message}");
        }
    }

    private static async Task<(int Exit, string Output)> RunAsync(string program, string folder, TimeSpan deadline, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var stop = new CancellationTokenSource(deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop.Token);
            var error = process.StandardError.ReadToEndAsync(stop.Token);
            await process.WaitForExitAsync(stop.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
