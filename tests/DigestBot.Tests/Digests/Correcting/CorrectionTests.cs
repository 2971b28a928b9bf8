using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Tests.Delivery;
using static DigestBot.Tests.DigestFiles;
using static DigestBot.Tests.Digests.Correcting.PostedDigest;

namespace DigestBot.Tests.Digests.Correcting;

/// <summary>A digest file that comes again with better fields: what was posted is edited in place, and nothing is posted anew.</summary>
public sealed class CorrectionTests
{
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
    public async Task A_message_older_than_a_week_is_left_alone()
    {
        await using var store = await PostedAsync();
        store.Clock.Now = store.Clock.Now.AddDays(Corrections.Days).AddMinutes(1);

        await store.IngestAsync("2026-01-28.md", Daily(Pivots with { Title = "Pivot tokens at last" }, Sinks));

        Assert.Equal(0, await store.Corrections.RunAsync(CancellationToken.None));
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

    private static IEnumerable<string> CommandsOf(Message message) => message.Blocks.OfType<EntryRow>().SelectMany(row => row.Buttons).Select(button => button.Command);

    private static Task<string> LedgerAsync(TestStore store) =>
        store.ReadAsync(session => session.ValueAsync($"SELECT group_concat(paper_id || '/' || digest_id || '/' || place || '/' || shown) FROM ledger", row => row.Text(0), CancellationToken.None));
}
