using System.Net;
using System.Net.Sockets;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Host;

/// <summary>The bot host as it runs: a process, a port, a folder.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task A_file_dropped_into_the_inbox_comes_as_a_digest()
    {
        await using var store = await TestStore.OpenAsync();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        File.WriteAllText(Path.Combine(store.Folder, "earlier.md"), Daily(new Listed("2601.00001", "Known before")));
        Assert.Equal(0, (await store.RunAsync("import", "earlier.md", "--day", $"{today.AddDays(-1):yyyy-MM-dd}")).Exit);
        Assert.Equal(0, (await store.RunAsync("say", "subscribe everything on arrival", "--as", "ann")).Exit);
        await using var host = ServeProcess.Start(store);
        await host.ReadyAsync();

        Directory.CreateDirectory(Path.Combine(store.Folder, "inbox"));
        File.WriteAllText(Path.Combine(store.Folder, "inbox", $"{today:yyyy-MM-dd}.md"), Daily(new Listed("2601.00002", "Dropped just now")));

        await host.UntilAsync(
            async () => (await store.TranscriptAsync(1)).Any(line => line.Who is null && Text(line).Contains("Dropped just now", StringComparison.Ordinal)), "the digest");
        Assert.Equal(0, await host.StopAsync());
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state <> 'Sent'"));
        // A store that was not new has no sample files.
        Assert.Equal(2, await store.CountAsync($"SELECT COUNT(*) FROM digest_files"));
        Assert.DoesNotContain("Exception", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_store_has_the_sample_files_once_and_a_killed_host_leaves_it_free()
    {
        await using var store = await TestStore.OpenAsync();
        await using (var first = ServeProcess.Start(store))
        {
            await first.ReadyAsync();
            var refused = await store.RunAsync("serve");
            Assert.Equal(1, refused.Exit);
            Assert.Contains("served by another DigestBot", refused.Error, StringComparison.Ordinal);
            await first.KillAsync();
        }

        var files = await store.CountAsync($"SELECT COUNT(*) FROM digest_files");
        // Those in folders are examples of formats, to be tried.
        Assert.Equal(Directory.EnumerateFiles(Repository.PathTo("seeds")).Count(), files);
        await using var second = ServeProcess.Start(store);
        await second.ReadyAsync();
        Assert.Equal(0, await second.StopAsync());
        Assert.Equal(files, await store.CountAsync($"SELECT COUNT(*) FROM digest_files"));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task An_address_in_use_is_said_in_words()
    {
        await using var store = await TestStore.OpenAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var host = ServeProcess.Start(store, port);

        Assert.Equal(1, await host.ExitAsync());
        await host.UntilAsync(() => Task.FromResult(host.Output.Contains($"DigestBot:Address is \"http://127.0.0.1:{port}/\"", StringComparison.Ordinal)), "the reason");
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }

    private static string Text(DigestBot.WebChat.TranscriptLine line) => DigestBot.Messages.PlainText.Render(line.Message);
}
