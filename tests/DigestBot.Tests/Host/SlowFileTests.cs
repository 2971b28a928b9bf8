using System.Text;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Host;

/// <summary>Files that take all the computing they may, in the inbox of a host: due digests come first.</summary>
public sealed class SlowFileTests
{
    private const int Slow = 8;

    [Fact]
    public async Task A_digest_is_made_while_files_that_take_long_are_read()
    {
        await using var store = await TestStore.OpenAsync();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        File.WriteAllText(Path.Combine(store.Folder, "earlier.md"), Daily(new Listed("2601.00001", "Known before")));
        Assert.Equal(0, (await store.RunAsync("import", "earlier.md", "--day", $"{today.AddDays(-1):yyyy-MM-dd}")).Exit);
        Assert.Equal(0, (await store.RunAsync("say", "subscribe everything on arrival", "--as", "ann")).Exit);
        var inbox = Directory.CreateDirectory(Path.Combine(store.Folder, "inbox")).FullName;
        for (var i = 0; i < Slow; i++)
            File.WriteAllText(Path.Combine(inbox, $"0-slow-{i}.md"), new StringBuilder().Insert(0, $"- [A title {i}](https://arxiv.org/abs/2601.00001)\n", 200_000).ToString());
        File.WriteAllText(Path.Combine(inbox, $"{today:yyyy-MM-dd}.md"), Daily(new Listed("2601.00002", "Dropped just now")));

        await using var host = ServeProcess.Start(store);
        await host.ReadyAsync();
        await host.UntilAsync(
            async () => (await store.TranscriptAsync(1)).Any(line => line.Who is null && DigestBot.Messages.PlainText.Render(line.Message).Contains("Dropped just now", StringComparison.Ordinal)), "the digest");

        Assert.InRange(await store.CountAsync($"SELECT COUNT(*) FROM inbox_files WHERE path LIKE '%slow%'"), 0, Slow - 1);
        Assert.Equal(0, await host.StopAsync());
    }
}
