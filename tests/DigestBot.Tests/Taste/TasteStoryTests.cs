using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Tests.Taste;

/// <summary>What people did with papers decides the order of their next digest, and they can see and change what was learnt.</summary>
public sealed class TasteStoryTests
{
    /// <summary>Papers of three days; the digest of the last is not yet made. The clock stands on the morning of the last.</summary>
    private static async Task<TestStore> StartAsync(string words = "cs.LG top 8 daily at 09:00", string? shared = null)
    {
        var store = await TestStore.OpenAsync("2026-01-26T06:00Z");
        await store.TakeAsync("a", "2026-01-25", TastePapers.Day(1000));
        await store.TakeAsync("b", "2026-01-26", TastePapers.Day(2000));
        await store.SubscribeAsync(words, shared: shared);
        Assert.Single(await store.SweepAtAsync("2026-01-26T09:00Z"));
        store.Clock.Now = TestStore.Moment("2026-01-27T06:00Z");
        await store.TakeAsync("c", "2026-01-27", TastePapers.Day(3000));
        return store;
    }

    [Fact]
    public async Task Likes_bring_papers_alike_above_the_cap_and_the_rest_stays_behind_more()
    {
        await using var store = await StartAsync();
        var before = await store.SayAsync("preview");
        await store.SayAsync("like 2601.02018");
        await store.SayAsync("like 2601.02019");

        var composition = Assert.Single(await store.SweepAtAsync("2026-01-27T09:00Z")).Composition;

        Assert.DoesNotContain("graph neural", PlainText.Render(before.Message), StringComparison.Ordinal);
        Assert.All(composition.Shown, paper => Assert.True(TastePapers.IsGraph(paper), paper.Title));
        Assert.Equal(8, composition.Coverage.Shown);
        Assert.Equal(18, composition.Coverage.OverCap);
        Assert.Equal(26, composition.Coverage.Entries);
    }

    [Fact]
    public async Task Preview_digest_and_sweep_have_one_order()
    {
        await using var store = await StartAsync();
        await store.SayAsync("like 2601.02018");
        var preview = Titles(await store.SayAsync("preview"));
        var digest = Titles(await store.SayAsync("digest 1 2026-01-27"));

        var made = Assert.Single(await store.SweepAtAsync("2026-01-27T09:00Z")).Composition.Shown.Select(paper => paper.Title).ToList();

        Assert.Equal(made, preview);
        Assert.Equal(made, digest);
    }

    [Fact]
    public async Task A_like_taken_back_no_longer_counts()
    {
        await using var store = await StartAsync();
        var before = Titles(await store.SayAsync("preview"));
        await store.SayAsync("like 2601.02018");
        Assert.NotEqual(before, Titles(await store.SayAsync("preview")));

        await store.SayAsync("like 2601.02018");

        Assert.Equal(before, Titles(await store.SayAsync("preview")));
    }

    [Fact]
    public async Task A_dislike_lowers_the_paper_itself_and_no_direction()
    {
        await using var store = await StartAsync();
        await store.SayAsync("like 2601.02018");
        var before = Titles(await store.SayAsync("preview"));
        await store.SayAsync("dislike 2601.02010");

        // Speech as a whole was not disliked: the order stays.
        Assert.Equal(before, Titles(await store.SayAsync("preview")));

        await store.SayAsync("dislike 2601.03018");
        Assert.DoesNotContain(Titles(await store.SayAsync("preview")), title => title.EndsWith(" 3018", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Taste_says_what_it_believes_and_from_which_papers_and_can_be_edited()
    {
        await using var store = await StartAsync();
        await store.SayAsync("like 2601.02018");
        await store.SayAsync("like 2601.02019");

        var shown = await store.SayAsync("taste");
        Assert.True(shown.Private);
        Assert.Contains("graph", PlainText.Render(shown.Message), StringComparison.Ordinal);
        Assert.Contains("A study of graph neural network number 2018", PlainText.Render(shown.Message), StringComparison.Ordinal);
        Assert.Contains(shown.Message.Blocks.OfType<Section>().SelectMany(row => row.Buttons), button => button.Command.StartsWith("less like ", StringComparison.Ordinal));

        await store.SayAsync("less like \"graph neural\"");
        Assert.DoesNotContain(Titles(await store.SayAsync("preview")), title => title.Contains("graph neural", StringComparison.Ordinal));
        await store.SayAsync("undo");
        Assert.Contains(Titles(await store.SayAsync("preview")), title => title.Contains("graph neural", StringComparison.Ordinal));

        await store.SayAsync("more like \"speech recognition\"");
        Assert.Contains("speech recognition", Titles(await store.SayAsync("preview"))[0], StringComparison.Ordinal);
        Assert.Contains("speech recognition", PlainText.Render((await store.SayAsync("taste")).Message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_says_what_the_taste_did()
    {
        await using var store = await StartAsync();
        await store.SayAsync("like 2601.02018");

        var coming = PlainText.Render((await store.SayAsync("why 2601.03018")).Message);
        Assert.Matches("Taste moved it from place 19 to 1: .*graph", coming);

        await store.SweepAtAsync("2026-01-27T09:00Z");
        Assert.Matches("Taste moved it from place 19 to 1: .*graph", PlainText.Render((await store.SayAsync("why 2601.03018")).Message));
    }

    [Fact]
    public async Task Switched_off_it_decides_nothing_and_reset_asks()
    {
        await using var store = await StartAsync();
        var before = Titles(await store.SayAsync("preview"));
        await store.SayAsync("like 2601.02018");
        var liked = Titles(await store.SayAsync("preview"));
        await store.SayAsync("taste off");
        Assert.Equal(before, Titles(await store.SayAsync("preview")));
        await store.SayAsync("taste on");
        Assert.Equal(liked, Titles(await store.SayAsync("preview")));

        store.Clock.Now += TimeSpan.FromMinutes(1);
        await store.SayAsync("taste reset");
        Assert.Equal(liked, Titles(await store.SayAsync("preview")));
        await store.SayAsync("taste reset yes");
        Assert.Equal(before, Titles(await store.SayAsync("preview")));
    }

    [Fact]
    public async Task Papers_named_as_examples_count_as_likes()
    {
        await using var store = await StartAsync();

        var answer = await store.SayAsync("taste from 2601.02018 2601.02019");

        Assert.Contains("2 papers", answer.Message.Summary, StringComparison.Ordinal);
        Assert.All(Titles(await store.SayAsync("preview")), title => Assert.InRange(int.Parse(title[^4..], System.Globalization.CultureInfo.InvariantCulture), 3018, 3025));
        await store.SayAsync("undo");
        Assert.DoesNotContain(Titles(await store.SayAsync("preview")), title => title.Contains("graph", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ids_that_are_not_stored_change_nothing()
    {
        await using var store = await StartAsync();

        var answer = await store.SayAsync("taste from 2601.02018 2601.99999");

        Assert.False(answer.Understood);
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM taste_examples"));
    }

    [Fact]
    public async Task A_channel_serves_each_of_its_members_and_says_for_how_many()
    {
        await using var store = await StartAsync("cs.LG top 6 daily at 09:00", shared: "#papers");
        await store.SayAsync("like 2601.02018", "ann", "#papers");
        foreach (var paper in (string[])["2601.02010", "2601.02011", "2601.02012", "2601.02013"])
            await store.SayAsync($"like {paper}", "bob", "#papers");
        // What Ann likes elsewhere is hers alone.
        await store.SayAsync("like 2601.02000", "ann");

        var shown = Assert.Single(await store.SweepAtAsync("2026-01-27T09:00Z")).Composition.Shown.ToList();

        Assert.InRange(shown.Count(TastePapers.IsGraph), 2, 4);
        Assert.InRange(shown.Count(TastePapers.IsSpeech), 2, 4);
        Assert.Equal(6, shown.Count(paper => TastePapers.IsGraph(paper) || TastePapers.IsSpeech(paper)));
    }

    [Fact]
    public async Task Nobody_sees_another_persons_taste_and_forget_me_removes_it()
    {
        await using var store = await StartAsync();
        await store.SayAsync("like 2601.02018");
        await store.SayAsync("more like heterophily");
        await store.SayAsync("taste from 2601.02019");
        Assert.DoesNotContain("graph", PlainText.Render((await store.SayAsync("taste", "bob")).Message), StringComparison.Ordinal);

        await store.SayAsync("forget me yes");

        foreach (var rows in (FormattableString[])[$"SELECT COUNT(*) FROM ratings", $"SELECT COUNT(*) FROM openings", $"SELECT COUNT(*) FROM taste_edits", $"SELECT COUNT(*) FROM taste_examples", $"SELECT COUNT(*) FROM tastes"])
            Assert.Equal(0, await store.CountAsync(rows));
    }


    private static List<string> Titles(DigestBot.Commands.Answer answer) =>
        [.. answer.Message.Blocks.OfType<EntryRow>().Select(row => row.Title.Inlines.Select(inline => inline.Text).Single(text => text.StartsWith("A study of", StringComparison.Ordinal)))];
}
