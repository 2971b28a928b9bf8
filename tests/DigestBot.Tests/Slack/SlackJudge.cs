using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DigestBot.Tests.Slack;

/// <summary>
/// Judges that are not ours, beside the sample files (<c>checks/slack</c>): a validator made of Slack's own types, the manifest schema, the
/// official clients. They are copied below the temporary folder and their packages installed once; without Node, the folder or a registry a test that wants
/// them is skipped with the reason.
/// </summary>
internal static class SlackJudge
{
    private static readonly TimeSpan InstallWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RunWithin = TimeSpan.FromMinutes(1);
    private static readonly Lazy<Task<(string? Folder, string? Reason)>> Installed = new(InstallAsync);

    /// <summary>Where the judges are, with their packages; else the running test is skipped.</summary>
    public static async Task<string> RequireAsync()
    {
        Samples.Require();
        var (folder, reason) = await Installed.Value;
        Assert.SkipWhen(folder is null, reason ?? "");
        return folder!;
    }

    /// <summary>Every payload passes Slack's types, the documented limits, and the rules against injection. Warnings are listed in vain.</summary>
    public static async Task AcceptsAsync(IReadOnlyList<(string Name, JsonNode Payload)> payloads)
    {
        Assert.NotEmpty(payloads);
        var folder = await RequireAsync();
        var work = Directory.CreateTempSubdirectory("digestbot-blocks-").FullName;
        try
        {
            var files = payloads.Select((payload, i) => (payload.Name, File: Path.Combine(work, $"{i}.json"), payload.Payload)).ToList();
            foreach (var (_, file, payload) in files)
                await File.WriteAllTextAsync(file, payload.ToJsonString());
            foreach (var some in files.Chunk(200))
            {
                var (exit, output) = await RunAsync(folder, RunWithin, "node", ["slack/validate-blocks/validate.mjs", .. some.Select(one => one.File)]);
                Assert.True(exit == 0, string.Join('\n', output.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal) || line.StartsWith("   E", StringComparison.Ordinal)).Take(20)) + $"\n{string.Join('\n', some.Select(one => $"{one.File} {one.Name}").Where(line => output.Contains("FAIL " + line.Split(' ')[0], StringComparison.Ordinal)).Take(10))}\n{output[..Math.Min(300, output.Length)]}");
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    public static async Task<(int Exit, string Output)> RunAsync(string folder, TimeSpan within, string program, IReadOnlyList<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
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

    private static async Task<(string? Folder, string? Reason)> InstallAsync()
    {
        var source = Path.Combine(Samples.Folder!, "checks");
        if (!Directory.Exists(Path.Combine(source, "slack")))
            return (null, $"{source} holds no judges");
        try
        {
            // By what is to be installed, so that a changed judge is installed anew.
            var manifest = await File.ReadAllTextAsync(Path.Combine(source, "package.json"));
            var folder = Path.Combine(Path.GetTempPath(), $"digestbot-judges-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(manifest)))[..12]}-{Environment.ProcessId}");
            var shared = folder[..folder.LastIndexOf('-')];
            if (File.Exists(Path.Combine(shared, "installed")))
                return (shared, null);

            Copy(Path.Combine(source, "slack"), Path.Combine(folder, "slack"));
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), OnlySlack(manifest));
            var (exit, output) = await RunAsync(folder, InstallWithin, "npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"]);
            if (exit != 0)
                return (null, $"the judges' packages cannot be installed: {output.Trim().Split('\n')[0]}");
            await File.WriteAllTextAsync(Path.Combine(folder, "installed"), "");
            if (!Directory.Exists(shared))
                Directory.Move(folder, shared);
            return (shared, null);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException or JsonException)
        {
            return (null, $"Node's npm cannot be used: {exception.Message}");
        }
    }

    /// <summary>Slack's judges need a few of the packages; the clients' HTTP library is a peer they name.</summary>
    private static string OnlySlack(string manifest)
    {
        var wanted = JsonNode.Parse(manifest)!["dependencies"]!.AsObject();
        return new JsonObject
        {
            ["private"] = true,
            ["dependencies"] = new JsonObject(wanted.Where(pair => pair.Key.StartsWith("@slack/", StringComparison.Ordinal) || pair.Key is "ajv" or "ws" or "js-yaml").Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())).Append(KeyValuePair.Create("undici", (JsonNode?)"^7.29.0"))),
        }.ToJsonString();
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.WriteAllBytes(Path.Combine(to, Path.GetFileName(file)), File.ReadAllBytes(file));
        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
