using System.Text;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Ingestion;
using DigestBot.Messages;
using DigestBot.WebChat;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Scheduling;

/// <summary>A file with more entries than people wait for, sent in a chat.</summary>
public sealed class LongImportTests
{
    [Fact]
    public async Task The_answer_says_that_it_goes_on_and_the_job_says_the_report_in_its_place_once()
    {
        await using var store = await TestStore.OpenAsync();
        var (processor, enqueued) = Processor(store, entries: LongImport.Entries + 1);
        var message = await ReceiveAsync(processor);

        var answer = await processor.ProcessAsync(message.Conversation.Channel, message.EventId, TestContext.Current.CancellationToken);

        Assert.Contains("1000", answer!.Message.Summary, StringComparison.Ordinal);
        Assert.Equal((0, 1), (await store.CountAsync($"SELECT COUNT(*) FROM papers"), await store.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL")));
        var first = Assert.Single(enqueued);
        for (var run = 0; run < 2; run++)
            await processor.ImportAsync(first, new Progress<(int Done, int Of)>(), TestContext.Current.CancellationToken);
        Assert.Equal(
            (LongImport.Entries + 1, 0, 2), (await store.CountAsync($"SELECT COUNT(*) FROM papers"), await store.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL"), await store.CountAsync($"SELECT COUNT(*) FROM outbox")));
        await store.SendAsync();
        Assert.Contains("1 of 1 files taken", (await store.TranscriptAsync(1))[^1].Message.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_before_the_job_ran_enqueues_it_again_and_says_nothing_twice()
    {
        await using var store = await TestStore.OpenAsync();
        var (processor, enqueued) = Processor(store, entries: LongImport.Entries + 1);
        var message = await ReceiveAsync(processor);
        await processor.ProcessAsync(message.Conversation.Channel, message.EventId, TestContext.Current.CancellationToken);

        var (next, again) = Processor(store, entries: LongImport.Entries + 1);
        await next.ProcessOpenAsync(await next.OpenAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal(enqueued, again);
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM outbox"));
    }

    [Fact]
    public async Task A_file_people_can_wait_for_is_answered_at_once()
    {
        await using var store = await TestStore.OpenAsync();
        var (processor, enqueued) = Processor(store, entries: 3);
        var message = await ReceiveAsync(processor);

        await processor.ProcessAsync(message.Conversation.Channel, message.EventId, TestContext.Current.CancellationToken);

        Assert.Empty(enqueued);
        Assert.Equal((3, 0), (await store.CountAsync($"SELECT COUNT(*) FROM papers"), await store.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL")));
    }

    private static (CommandProcessor Processor, List<long> Enqueued) Processor(TestStore store, int entries)
    {
        var enqueued = new List<long>();
        var files = new FileIntake(new Ingestor(store.Database, store.Clock, NullLogger<Ingestor>.Instance), [new Given(entries)]);
        return (new CommandProcessor(store.Database, store.Clock, new CommandDefaults(), NullLogger<CommandProcessor>.Instance, files, longImports: new LongImport(enqueued.Add)), enqueued);
    }

    private static async Task<IncomingMessage> ReceiveAsync(CommandProcessor processor)
    {
        var message = new IncomingMessage("event", WebChatReceiver.Conversation("ann", null), new Sender("ann", "ann"), "") { Files = [new IncomingFile("2026-01-28.md", "1")] };
        await processor.ReceiveAsync(message, TestContext.Current.CancellationToken);
        return message;
    }

    private sealed class Given(int entries) : IFileSource
    {
        public string Name => WebChatChannel.ChannelName;

        public async Task<string?> FetchAsync(IncomingFile file, Stream to, long mostBytes, CancellationToken cancellationToken)
        {
            var text = DigestFiles.Daily([.. Enumerable.Range(0, entries).Select(i => new Listed($"2601.{i + 10:00000}", $"Paper number {i}", Text: DigestFiles.Abstract(i)))]);
            await to.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
            return null;
        }
    }
}
