using DigestBot.Channels;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Subscriptions;
using DigestBot.Tests.Delivery;
using DigestBot.WebChat;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Digests;

/// <summary>A digest file that comes again with better fields: what was posted is edited in place, and nothing is posted anew.</summary>
public sealed class CorrectionTests
{
    private const string Morning = "2026-01-28T09:00Z";
    private static readonly Listed Pivots = new("2601.00001", "Pivot tokens", Tldr: "It finds pivot tonkens.");
    private static readonly Listed Sinks = new("2601.00002", "Sink tokens", Tldr: "It finds sinks.");

    [Fact]
    public async Task A_posted_digest_says_the_better_text_in_the_same_place_and_nothing_else_changes()
    {
        await using var store = await PostedAsync();
        var ann = await store.ConversationAsync("ann");
        var before = await DigestAsync(store, ann);
        var ledger = await LedgerAsync(store);

        await store.IngestAsync("2026-01-28.md", Daily(Pivots with { Tldr = "It finds pivot tokens." }, Sinks));
        Assert.Equal(1, await store.Corrections.RunAsync(CancellationToken.None));
        await store.SendAsync();

        var after = await DigestAsync(store, ann);
        Assert.Equal(PlainText.Render(before.Message).Replace("tonkens", "tokens", StringComparison.Ordinal), PlainText.Render(after.Message));
        Assert.NotEqual(PlainText.Render(before.Message), PlainText.Render(after.Message));
        Assert.Equal((before.Id, before.SaidAt), (after.Id, after.SaidAt));
        Assert.Equal(ledger, await LedgerAsync(store));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM digests"));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task What_readers_of_the_message_do_not_see_makes_no_edit()
    {
        await using var store = await PostedAsync();

        await store.IngestAsync("2026-01-28.md", Daily(Pivots with { Text = "Another abstract, which the digest does not show." }, Sinks));

        Assert.Equal(0, await store.Corrections.RunAsync(CancellationToken.None));
        Assert.Equal(0, await CorrectionsAsync(store));
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM paper_changes"));
    }

    [Fact]
    public async Task Several_corrections_in_a_row_are_one_edit_and_one_that_is_taken_back_is_none()
    {
        await using var store = await PostedAsync();
        var ann = await store.ConversationAsync("ann");

        await CorrectAsync(store, Pivots with { Title = "Pivot tokens, first try" }, Sinks);
        await CorrectAsync(store, Pivots with { Title = "Pivot tokens, second try" }, Sinks with { Tldr = "It finds all sinks." });
        Assert.Equal(1, await CorrectionsAsync(store));
        Assert.Equal(1, await store.SendAsync());
        var text = PlainText.Render((await DigestAsync(store, ann)).Message);
        Assert.Contains("second try", text, StringComparison.Ordinal);
        Assert.Contains("It finds all sinks.", text, StringComparison.Ordinal);

        await CorrectAsync(store, Pivots with { Title = "Pivot tokens, third try" }, Sinks with { Tldr = "It finds all sinks." });
        Assert.Equal(1, await WaitingAsync(store));
        await CorrectAsync(store, Pivots with { Title = "Pivot tokens, second try" }, Sinks with { Tldr = "It finds all sinks.", Authors = "Ann Author, Bo Writer" });
        Assert.Equal(0, await WaitingAsync(store));
    }

    [Fact]
    public async Task A_digest_that_waits_to_be_sent_is_sent_corrected()
    {
        await using var store = await MadeAsync();
        var ann = await store.ConversationAsync("ann");

        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);

        Assert.Equal(0, await CorrectionsAsync(store));
        await store.SendAsync();
        Assert.Contains("Pivot tokens at last", PlainText.Render((await DigestAsync(store, ann)).Message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_under_way_when_the_correction_came_is_edited_once_it_arrived()
    {
        await using var store = await MadeAsync();
        var ann = await store.ConversationAsync("ann");
        var channel = new ScriptedChannel(new SendResult.Retry("busy", TimeSpan.FromMinutes(1)));
        await store.SendAsync(channel);

        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);
        Assert.Equal(0, await store.SendAsync(channel));
        store.Clock.Now = store.Clock.Now.AddMinutes(1);
        await store.SendAsync(channel);

        Assert.Single(channel.Corrected);
        Assert.Contains("Pivot tokens at last", PlainText.Render(channel.Corrected.Single().Message), StringComparison.Ordinal);
        Assert.DoesNotContain("Pivot tokens at last", PlainText.Render(channel.Attempts.Last().Message), StringComparison.Ordinal);
        Assert.Equal(0, await WaitingAsync(store));
    }

    [Fact]
    public async Task A_crash_between_the_file_and_the_edit_is_made_up_for()
    {
        await using var store = await PostedAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots with { Title = "Pivot tokens at last" }, Sinks));

        // Twice, as if the first run had ended before it could say that it was done.
        var changes = await store.ReadAsync(session => session.QueryAsync($"SELECT paper_id FROM paper_changes", row => row.Long(0), CancellationToken.None));
        await store.Corrections.RunAsync(CancellationToken.None);
        await store.WriteAsync(session => session.ExecuteAsync($"INSERT INTO paper_changes (paper_id) VALUES ({changes[0]})", CancellationToken.None));
        Assert.Equal(0, await store.Corrections.RunAsync(CancellationToken.None));

        Assert.Equal(1, await WaitingAsync(store));
    }

    [Fact]
    public async Task A_sender_that_dies_with_an_edit_repeats_it_and_holds_up_nobody_for_good()
    {
        await using var store = await PostedAsync();
        var ann = await store.ConversationAsync("ann");
        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(OutboxKind.Correction, (await store.ClaimAndDieAsync(TimeSpan.FromSeconds(90)))!.Kind);
            store.Clock.Now = store.Clock.Now.AddSeconds(90);
        }

        var reply = await store.PostAsync(ann, "hello");
        await store.SendAsync();

        Assert.Equal(OutboxState.Sent, (await store.RowAsync(reply)).State);
        Assert.Equal(0, await WaitingAsync(store));
        Assert.Contains("Pivot tokens at last", PlainText.Render((await DigestAsync(store, ann)).Message), StringComparison.Ordinal);
    }

    public static TheoryData<string> Refusals => ["rejected", "gone", "missing", "tooFast"];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_edit_that_is_refused_ends_quietly(string how)
    {
        SendResult refusal = how switch
        {
            "rejected" => new SendResult.Rejected("edit_window_closed"),
            "gone" => new SendResult.Gone("is_archived"),
            "missing" => new SendResult.Missing("channel_not_found"),
            _ => new SendResult.Retry("ratelimited", TimeSpan.FromSeconds(1)),
        };
        await using var store = await PostedAsync();
        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);
        var channel = new ScriptedChannel { Correction = refusal };

        for (var i = 0; i < 50; i++)
        {
            await store.SendAsync(channel);
            store.Clock.Now = store.Clock.Now.AddSeconds(2);
        }

        Assert.Empty(channel.Attempts);
        Assert.Equal(0, await WaitingAsync(store));
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state = 'Dead'"));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Correction' AND state = 'Dropped' AND problem LIKE '%:%'"));
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM conversations WHERE missing_since IS NOT NULL"));
        Assert.Equal(SubscriptionState.Active, (await store.SubscriptionAsync(1)).State);
        Assert.Single(await store.SaidAsync(await store.ConversationAsync("ann")), line => line.Contains("2 papers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_older_than_a_week_is_left_alone()
    {
        await using var store = await PostedAsync();
        store.Clock.Now = store.Clock.Now.AddDays(Corrections.Days).AddMinutes(1);

        await store.IngestAsync("2026-01-28.md", Daily(Pivots with { Title = "Pivot tokens at last" }, Sinks));

        Assert.Equal(0, await store.Corrections.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Edits_go_after_everything_else()
    {
        await using var store = await PostedAsync();
        var ann = await store.ConversationAsync("ann");
        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);
        await store.PostAsync(ann, "notice here", OutboxKind.Notice);
        await store.PostAsync(await store.ConversationAsync("bob"), "notice elsewhere", OutboxKind.Notice);
        var channel = new ScriptedChannel { Limits = SendLimits.Local with { AtOnce = 1 } };

        await using var sender = store.Sender(channel);

        await TestStore.UntilAsync(async () => await WaitingAsync(store) == 0, "all to be sent");
        Assert.Equal(["notice here", "notice elsewhere"], channel.Attempts.Select(m => m.Message.Summary));
        Assert.Equal(2, channel.Corrected.Single().After);
    }

    [Fact]
    public async Task Edits_keep_a_pace_of_their_own()
    {
        await using var store = await PostedAsync();
        await store.SubscribeAsync("everything daily at 09:00", "bob");
        await store.SweepAtAsync("2026-01-29T09:00Z");
        await store.SendAsync();
        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);
        Assert.Equal(2, await WaitingAsync(store));
        var channel = new ScriptedChannel { Limits = SendLimits.Local with { AtOnce = 1, EditsPerWorkspaceAndMinute = 10 } };
        await using var sender = store.Sender(channel);

        await TestStore.UntilAsync(() => Task.FromResult(channel.Corrected.Count == 1), "the first edit");
        var notice = await store.PostAsync(await store.ConversationAsync("cem"), "notice", OutboxKind.Notice);
        await TestStore.UntilAsync(async () => (await store.RowAsync(notice)).State == OutboxState.Sent, "a message, which need not wait for edits");
        Assert.Single(channel.Corrected);
        store.Clock.Now = store.Clock.Now.AddSeconds(6);
        await TestStore.UntilAsync(() => Task.FromResult(channel.Corrected.Count == 2), "the second edit");
    }

    [Fact]
    public async Task A_paper_that_turns_out_to_be_another_is_called_by_its_name_in_what_was_posted()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        await store.IngestAsync("abstracts.txt", AbstractList(Abstract(1), Abstract(2)), "2026-01-28");
        await store.SweepAtAsync(Morning);
        await store.SayAsync("card 1");
        await store.SendAsync();
        var ann = await store.ConversationAsync("ann");
        Assert.DoesNotContain("card 2601.00009", CommandsOf((await DigestAsync(store, ann)).Message));

        await store.TakeAsync("2026-01-28.json", "2026-01-28", Entry("2601.00009", "The name of study 1", Abstract(1)));
        await store.Corrections.RunAsync(CancellationToken.None);
        await store.SendAsync();

        var digest = await DigestAsync(store, ann);
        Assert.Contains("The name of study 1", PlainText.Render(digest.Message), StringComparison.Ordinal);
        Assert.Contains("card 2601.00009", CommandsOf(digest.Message));
    }

    [Fact]
    public async Task A_card_is_corrected_as_its_reader_left_it()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots, Sinks));
        await store.SayAsync("card 2601.00001");
        await store.SendAsync();
        var ann = await store.ConversationAsync("ann");
        var card = (await store.TranscriptAsync(ann))[^1];
        await ClickAsync(store, card, "abstract 2601.00001");

        await CorrectAsync(store, Pivots with { Tldr = "It finds pivot tokens.", Text = "A better abstract." }, Sinks);
        await store.SendAsync();

        var lines = await store.TranscriptAsync(ann);
        var text = PlainText.Render(lines.Single(line => line.Id == card.Id).Message);
        Assert.Contains("It finds pivot tokens.", text, StringComparison.Ordinal);
        Assert.Contains("A better abstract.", text, StringComparison.Ordinal);
        Assert.Contains(lines.Single(line => line.Id == card.Id).Message.Blocks.OfType<Actions>().Single().Buttons, button => button.Command == "save 2601.00001");
    }

    [Fact]
    public async Task A_click_on_a_card_wins_over_a_correction_that_waits()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots, Sinks));
        await store.SayAsync("card 2601.00001");
        await store.SendAsync();
        var ann = await store.ConversationAsync("ann");
        var card = (await store.TranscriptAsync(ann))[^1];
        await CorrectAsync(store, Pivots with { Tldr = "It finds pivot tokens." }, Sinks);
        Assert.Equal(1, await WaitingAsync(store));

        await ClickAsync(store, card, "abstract 2601.00001");

        Assert.Equal(0, await WaitingAsync(store));
        var text = PlainText.Render((await store.TranscriptAsync(ann)).Single(line => line.Id == card.Id).Message);
        Assert.Contains("It finds pivot tokens.", text, StringComparison.Ordinal);
        Assert.Contains(Pivots.Abstract, text, StringComparison.Ordinal);
    }

    private static async Task<TestStore> MadeAsync()
    {
        var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        await store.SendAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots, Sinks));
        await store.SweepAtAsync(Morning);
        return store;
    }

    private static async Task<TestStore> PostedAsync()
    {
        var store = await MadeAsync();
        await store.SendAsync();
        return store;
    }

    private static async Task CorrectAsync(TestStore store, params Listed[] papers)
    {
        await store.IngestAsync("2026-01-28.md", Daily(papers));
        await store.Corrections.RunAsync(CancellationToken.None);
    }

    private static async Task ClickAsync(TestStore store, TranscriptLine line, string command)
    {
        await store.Receiver.ReceiveAsync(
            new IncomingMessage($"click-{command}", WebChatReceiver.Conversation("ann", null), new Sender("ann", "ann"), command) { MessageId = $"{line.Id}" }, CancellationToken.None);
        await store.SendAsync();
    }

    private static async Task<TranscriptLine> DigestAsync(TestStore store, long conversation) =>
        (await store.TranscriptAsync(conversation)).Single(line => line.Message.Blocks.OfType<Section>().Any(section => section.Entry is not null) && line.Message.Blocks[0] is Heading);

    private static IEnumerable<string> CommandsOf(Message message) => message.Blocks.OfType<Section>().SelectMany(section => section.Buttons).Select(button => button.Command);

    private static Task<string> LedgerAsync(TestStore store) =>
        store.ReadAsync(session => session.ValueAsync($"SELECT group_concat(paper_id || '/' || digest_id || '/' || place || '/' || shown) FROM ledger", row => row.Text(0), CancellationToken.None));

    private static Task<long> CorrectionsAsync(TestStore store) => store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Correction'");

    private static Task<long> WaitingAsync(TestStore store) => store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state IN ('Pending', 'Sending')");
}
