using DigestBot.Messages;
using DigestBot.WebChat;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Digests.Correcting;

/// <summary>A digest of two papers in Ann's chat, and its file coming again.</summary>
internal static class PostedDigest
{
    public const string Morning = "2026-01-28T09:00Z";
    public static readonly Listed Pivots = new("2601.00001", "Pivot tokens", Tldr: "It finds pivot tonkens.");
    public static readonly Listed Sinks = new("2601.00002", "Sink tokens", Tldr: "It finds sinks.");

    public static async Task<TestStore> MadeAsync()
    {
        var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        await store.SendAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots, Sinks));
        await store.SweepAtAsync(Morning);
        return store;
    }

    public static async Task<TestStore> PostedAsync()
    {
        var store = await MadeAsync();
        await store.SendAsync();
        return store;
    }

    public static async Task CorrectAsync(TestStore store, params Listed[] papers)
    {
        await store.IngestAsync("2026-01-28.md", Daily(papers));
        await store.Corrections.RunAsync(CancellationToken.None);
    }

    public static async Task<TranscriptLine> DigestAsync(TestStore store, long conversation) =>
        (await store.TranscriptAsync(conversation)).Single(line => line.Message.Blocks.OfType<EntryRow>().Any(row => row.Shown is not null) && line.Message.Blocks[0] is Heading);

    public static Task<long> CorrectionsAsync(TestStore store) => store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Correction'");

    public static Task<long> WaitingAsync(TestStore store) => store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state IN ('Pending', 'Sending')");
}
