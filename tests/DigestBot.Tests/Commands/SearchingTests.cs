using DigestBot.Messages;

namespace DigestBot.Tests.Commands;

public sealed class SearchingTests
{
    [Fact]
    public async Task An_unknown_sentence_is_taken_as_a_search_and_said_so()
    {
        await using var chat = await Chat.StartAsync();

        var answer = await chat.SayAsync("graph anomaly detection");

        Assert.True(answer.Understood);
        Assert.StartsWith("I took that as: find graph anomaly detection.", await chat.AskAsync("graph anomaly detection"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hit_says_which_of_the_words_it_has()
    {
        await using var chat = await Chat.StartAsync();

        Assert.Contains("matched: sink, tokens, Zhihao Zhang\n", await chat.AskAsync("find sink tokens anomaly by:zhang"), StringComparison.Ordinal);
        Assert.Contains("matched: anomaly\n", await chat.AskAsync("find sink tokens anomaly"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_neither_title_nor_sentence_shows_is_shown_in_context()
    {
        await using var chat = await Chat.StartEmptyAsync();
        await chat.ImportAsync("2026-01-26.md", SampleDigest.Monday.Replace(
            "for long documents.", "for long documents. Its index is small. Experiments with legal contracts show that quantisation of postings costs nothing at all."));

        Assert.Contains("matched: sparse, quantisation — …", await chat.AskAsync("find sparse quantisation"), StringComparison.Ordinal);
        var row = (await chat.SayAsync("find sparse quantisation")).Message.Blocks.OfType<EntryRow>().First();
        Assert.Equal("quantisation", row.Text.Inlines.Single(inline => inline.Style == TextStyle.Bold && inline.Url is null).Text);
    }

    [Fact]
    public async Task A_misspelt_word_is_offered_mended_beside_what_the_typed_one_finds()
    {
        await using var chat = await Chat.StartEmptyAsync();
        for (var day = 10; day < 14; day++)
            await chat.ImportAsync($"2026-01-{day}.md", SampleDigest.Monday.Replace("2601.1000", $"2601.{day}00").Replace("at Scale", $"at Scale {day}"));

        var nothing = await chat.SayAsync("find anomlay");
        Assert.StartsWith("Nothing found in 8 papers for: anomlay.", nothing.Message.Summary, StringComparison.Ordinal);
        Assert.Equal("find anomaly", Chat.Buttons(nothing)[0].Command);
        var offer = Chat.Buttons(await chat.SayAsync("find graph anomlay")).Single(button => button.Label.StartsWith("Did you mean", StringComparison.Ordinal));
        Assert.Equal("find graph anomaly", offer.Command);
        Assert.DoesNotContain("Did you mean", await chat.AskAsync("find graph anomaly"), StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", await chat.AskAsync("find \"anomlay\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_go_on_to_the_end_and_numbers_go_on_with_them()
    {
        await using var chat = await Chat.StartAsync();
        for (var i = 0; i < 3; i++)
            await chat.ImportAsync($"2026-01-2{i}.md", SampleDigest.Tuesday.Replace("2601.2000", $"2601.3{i}00").Replace("Dense", $"Dense {i}"));

        var first = await chat.SayAsync("find cat:SLAM, cs.IR, cs.LG");
        Assert.Equal("more", Chat.Buttons(first).Single(button => button.Label.EndsWith("more", StringComparison.Ordinal)).Command);
        Assert.Contains("11. ", await chat.AskAsync("more"), StringComparison.Ordinal);
        Assert.Contains("21. ", await chat.AskAsync("next"), StringComparison.Ordinal);
        Assert.Equal("That was all of it.", await chat.AskAsync("more"));
        Assert.True((await chat.SayAsync("card 21")).Understood);
    }

    [Fact]
    public async Task Nothing_found_offers_what_would_find_something()
    {
        await using var chat = await Chat.StartAsync();

        var offers = Chat.Buttons(await chat.SayAsync("find \"sink token\" cs.IR since 2026-01-27"));

        Assert.Equal(["find cs.IR \"sink token\"", "find \"sink token\" since:2026-01-27", "find sink token"], offers.Select(offer => offer.Command));
    }

    [Fact]
    public async Task What_a_digest_left_out_can_be_gone_on_with()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.LG top 1");

        await chat.SayAsync("digest");

        Assert.Contains("2. A Sink Token", await chat.AskAsync("more"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_on_request_tells_nothing_to_the_ledger()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.LG");

        await chat.SayAsync("digest");
        await chat.SayAsync("preview");
        await chat.SayAsync("catchup since monday");

        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM ledger"));
    }

    [Fact]
    public async Task A_digest_of_a_day_without_any_names_the_nearest_that_has_some()
    {
        await using var chat = await Chat.StartAsync();

        var offer = Assert.Single(Chat.Buttons(await chat.SayAsync("digest cs.LG 2026-01-20")));

        Assert.Equal("digest cs.LG 2026-01-26", offer.Command);
        Assert.StartsWith("cs.LG · 1 paper · Mon 26 Jan 2026", await chat.AskAsync(offer.Command), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_tells_all_days_on_which_digests_had_the_paper()
    {
        await using var chat = await Chat.StartAsync();
        await chat.ImportAsync("2026-01-25.md", SampleDigest.Monday + "\n");
        await chat.ImportAsync("2026-01-29.md", SampleDigest.Monday);

        Assert.Contains("first seen 2026-01-25, again 2026-01-26", await chat.AskAsync("card 2601.10001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_entry_of_a_real_day_has_a_card_in_both_languages()
    {
        var seed = Samples.Seed("004");
        await using var chat = await Chat.StartEmptyAsync();
        await chat.ImportAsync(seed);
        await chat.ImportAsync(Samples.Seed("000"));
        await chat.SayAsync("subscribe everything top 100");
        await chat.SayAsync("find cs.CL, cs.LG, cs.AI, cs.IR");

        for (var number = 1; number <= 150; number += 7)
        {
            foreach (var language in new[] { "en", "zh" })
            {
                var card = await chat.SayAsync($"card {number} {language}");
                Assert.True(card.Understood);
                Assert.DoesNotContain("Error", card.Message.Summary, StringComparison.Ordinal);
            }
        }
    }
}
