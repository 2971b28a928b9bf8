using DigestBot.Subscriptions;

namespace DigestBot.Tests.Commands;

public sealed class UndoTests
{
    [Theory]
    [InlineData("unsubscribe 1")]
    [InlineData("unsubscribe cs.LG")]
    [InlineData("pause 1 until monday")]
    [InlineData("schedule 1 mondays at 8:30")]
    [InlineData("top 1 5")]
    [InlineData("language 1 zh")]
    [InlineData("change 1 everything -survey")]
    [InlineData("language zh")]
    [InlineData("timezone Berlin")]
    [InlineData("subscribe cs.RO")]
    public async Task Each_change_can_be_taken_back(string change)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR cs.LG");
        var before = await chat.StateAsync();
        await chat.SayAsync(change);
        Assert.NotEqual(before, await chat.StateAsync());

        Assert.True((await chat.SayAsync("undo")).Understood);

        Assert.Equal(before, await chat.StateAsync());
    }

    [Theory]
    [InlineData("save 2601.10001", "", "not on your reading list")]
    [InlineData("unsave 2601.10001", "save 2601.10001", "on your reading list")]
    [InlineData("like 2601.10001", "", "not rated")]
    [InlineData("dislike 2601.10001", "like 2601.10001", "👍")]
    [InlineData("like 2601.10001", "like 2601.10001", "👍")]
    public async Task What_was_noted_of_a_paper_is_taken_back_and_nothing_older(string noted, string first, string state)
    {
        await using var chat = await Chat.StartAsync();
        if (first.Length > 0)
            await chat.SayAsync(first);
        await chat.SayAsync("timezone Berlin");
        await chat.SayAsync(noted);

        var undone = await chat.SayAsync("undo");

        Assert.True(undone.Private);
        Assert.StartsWith($"Taken back: {noted}.", undone.Message.Summary, StringComparison.Ordinal);
        Assert.Contains(state, undone.Message.Summary, StringComparison.Ordinal);
        Assert.Contains("Europe/Berlin", await chat.StateAsync(), StringComparison.Ordinal);
        Assert.StartsWith("Taken back: timezone Berlin. Times are now in UTC", await chat.AskAsync("undo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_back_what_another_noted_of_a_paper()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("save 2601.10001", "ann", "#nlp");
        var id = await chat.CountAsync($"SELECT MAX(id) FROM changes");

        Assert.False((await chat.SayAsync($"undo {id}", "bob", "#nlp")).Understood);
        Assert.True((await chat.SayAsync($"undo {id}", "ann", "#nlp")).Understood);
        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM saves"));
    }

    [Fact]
    public async Task What_holds_again_is_said()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR top 7");
        await chat.SayAsync("top 1 5");

        Assert.Contains("Subscription 1 is now: cs.IR", await chat.AskAsync("undo"), StringComparison.Ordinal);
        await chat.SayAsync("language zh");
        Assert.Contains("I speak English", await chat.AskAsync("undo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_takes_back_ones_own_change_not_that_of_somebody_else()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR", "ann", "#nlp");
        await chat.SayAsync("subscribe cs.LG", "bob", "#nlp");

        await chat.SayAsync("undo", "ann", "#nlp");

        Assert.Equal("cs.LG", Assert.Single(await chat.SubscriptionsAsync(place: "#nlp")).Filter.ToString());
    }

    [Fact]
    public async Task Anyone_there_can_take_back_a_change_with_its_button()
    {
        await using var chat = await Chat.StartAsync();
        var subscribed = await chat.SayAsync("subscribe cs.IR", "ann", "#nlp");

        var undo = Chat.Buttons(subscribed).Single(button => button.Label == "Undo");
        Assert.True((await chat.SayAsync(undo.Command, "bob", "#nlp")).Understood);

        Assert.Empty(await chat.SubscriptionsAsync(place: "#nlp"));
        Assert.Contains("taken back already", await chat.AskAsync(undo.Command, "ann", "#nlp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_works_only_where_the_change_was_made()
    {
        await using var chat = await Chat.StartAsync();
        var undo = Chat.Buttons(await chat.SayAsync("subscribe cs.IR", "ann", "#nlp")).Single(button => button.Label == "Undo");

        Assert.False((await chat.SayAsync(undo.Command, "ann", "#vision")).Understood);
        Assert.Single(await chat.SubscriptionsAsync(place: "#nlp"));
    }

    [Fact]
    public async Task A_later_change_of_the_same_stands_in_the_way_and_is_named()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR", "ann", "#nlp");
        await chat.SayAsync("top 1 5", "bob", "#nlp");

        var answer = await chat.SayAsync("undo", "ann", "#nlp");

        Assert.False(answer.Understood);
        Assert.Contains("top 1 5", answer.Message.Summary, StringComparison.Ordinal);
        await chat.SayAsync(Assert.Single(Chat.Buttons(answer)).Command, "ann", "#nlp");
        Assert.True((await chat.SayAsync("undo", "ann", "#nlp")).Understood);
        Assert.Empty(await chat.SubscriptionsAsync(place: "#nlp"));
    }

    [Fact]
    public async Task A_later_preference_stands_in_the_way_of_an_earlier_one()
    {
        await using var chat = await Chat.StartAsync();
        var first = await chat.SayAsync("timezone Berlin", "ann", "#nlp");
        await chat.SayAsync("timezone Tokyo", "bob", "#nlp");

        Assert.False((await chat.SayAsync(Chat.Buttons(first)[0].Command, "ann", "#nlp")).Understood);
        Assert.Contains("Asia/Tokyo", await chat.StateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_seven_days_a_change_stays()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");
        chat.Now = chat.Now.AddDays(ChangeLog.KeepDays).AddMinutes(1);

        Assert.False((await chat.SayAsync("undo")).Understood);
        Assert.Single(await chat.SubscriptionsAsync());
    }

    [Fact]
    public async Task Undoing_an_unsubscription_makes_it_due_again()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");
        await chat.SayAsync("unsubscribe 1");
        chat.Now = chat.Now.AddDays(2);

        await chat.SayAsync("undo");

        Assert.Equal(new DateTimeOffset(2026, 1, 30, 9, 0, 0, TimeSpan.Zero), Assert.Single(await chat.SubscriptionsAsync()).NextDue);
    }
}
