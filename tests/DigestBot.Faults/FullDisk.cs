using System.Diagnostics;
using System.Net;

namespace DigestBot.Faults;

/// <summary>The store's disk (a small tmpfs) fills up while files and uploads come, and has room again later.</summary>
internal static class FullDisk
{
    private const int Digests = 12;
    private const string Token = "a-token-of-the-fault-suite";

    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux())
            return "a small disk is made of tmpfs, which is Linux's";
        var folder = Directory.CreateTempSubdirectory("digestbot-disk-").FullName;
        try
        {
            return Try("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder) && Try("umount", folder) ? null : "mounting a small disk is not permitted here";
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    public static async Task<Verdict> RunAsync(int seed)
    {
        var disk = Directory.CreateTempSubdirectory("digestbot-disk-").FullName;
        if (!Try("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk))
            throw new InvalidOperationException("The small disk could not be mounted.");
        try
        {
            using var scene = new Scene("full disk", seed, disk);
            scene.Settings["DIGESTBOT__INGESTTOKEN"] = Token;
            return await RunAsync(scene, disk);
        }
        finally
        {
            Try("umount", disk);
            Directory.Delete(disk);
        }
    }

    private static async Task<Verdict> RunAsync(Scene scene, string disk)
    {
        List<string> broken = [];
        scene.Drop(1);
        await scene.SubscribeAsync(0);
        using var host = await scene.StartAsync();
        await scene.UntilAllIsStoredAsync();

        // What the write-ahead log has of room would last for a while.
        await scene.CountAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        var ballast = Path.Combine(disk, "ballast");
        await Fill(disk, ballast);
        scene.Drop(4);
        var upload = scene.NextFile();
        // Acknowledged is what is stored; a program whose upload was not says it again.
        var acknowledged = await UploadAsync(host, upload) == HttpStatusCode.OK;
        if (!await Scene.UntilAsync(() => Task.FromResult(host.Output.Contains("is full", StringComparison.Ordinal)), TimeSpan.FromSeconds(20)))
            broken.Add("the host did not say that the disk is full");
        if (host.HasExited)
            broken.Add("the host stopped");

        File.Delete(ballast);
        if (!acknowledged && await UploadAsync(host, upload) is var again && again != HttpStatusCode.OK)
            broken.Add($"with room again an upload was answered {(int)again}");
        await scene.SubscribeAsync(Digests);
        await scene.UntilAllIsDoneAsync();
        return await scene.JudgeAsync([.. broken]);
    }

    private static async Task Fill(string disk, string path)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        try
        {
            while (new DriveInfo(disk).AvailableFreeSpace > 0)
                await file.WriteAsync(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<HttpStatusCode> UploadAsync(ServedHost host, string text)
    {
        using var client = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"Bearer {Token}" } } };
        using var content = new StringContent(text);
        using var answer = await client.PostAsync(new Uri(host.Address, $"/ingest?name=upload.bib&day={TimeProvider.System.GetUtcNow():yyyy-MM-dd}"), content);
        return answer.StatusCode;
    }

    private static bool Try(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
