namespace DigestBot.Tests.Commands;

public sealed class SharedConversationTests
{
    [Fact]
    public async Task What_was_done_is_seen_by_all_and_help_and_mistakes_by_the_asker()
    {
        await using var chat = await Chat.StartAsync();

        Assert.False((await chat.SayAsync("subscribe cs.IR", place: "#nlp")).Private);
        Assert.True((await chat.SayAsync("help", place: "#nlp")).Private);
        Assert.True((await chat.SayAsync("pause 9", place: "#nlp")).Private);
        Assert.True((await chat.SayAsync("forget me", place: "#nlp")).Private);
        Assert.Equal(3, await chat.CountAsync($"SELECT COUNT(*) FROM outbox WHERE only_for IS NOT NULL"));
    }

    [Fact]
    public async Task A_list_belongs_to_the_one_who_asked_for_it()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("find sink token", "ann", "#nlp");
        await chat.SayAsync("find anomaly", "bob", "#nlp");

        Assert.StartsWith("Graph Anomaly Detection", await chat.AskAsync("card 1", "bob", "#nlp"), StringComparison.Ordinal);
        Assert.Contains("Sink Token", await chat.AskAsync("card 1", "ann", "#nlp"), StringComparison.Ordinal);
        Assert.Contains("There is no list", await chat.AskAsync("card 1", "ann", "#vision"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_and_zone_are_the_conversations_there_and_ones_own_elsewhere()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR", "ann", "#nlp");
        await chat.SayAsync("subscribe cs.IR", "ann");

        await chat.SayAsync("language zh", "bob", "#nlp");
        await chat.SayAsync("timezone Tokyo", "bob", "#nlp");

        Assert.StartsWith("1 个订阅", await chat.AskAsync("list", "ann", "#nlp"), StringComparison.Ordinal);
        Assert.StartsWith("1 subscription\n", await chat.AskAsync("list", "ann"), StringComparison.Ordinal);
        Assert.Equal("Asia/Tokyo", Assert.Single(await chat.SubscriptionsAsync(place: "#nlp")).Schedule.Zone);
        Assert.Equal("UTC", Assert.Single(await chat.SubscriptionsAsync("ann")).Schedule.Zone);
    }

    [Fact]
    public async Task Taking_over_makes_the_asker_the_owner()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR", "ann", "#nlp");

        Assert.StartsWith("bob is now the owner:", await chat.AskAsync("take over 1", "bob", "#nlp"), StringComparison.Ordinal);
        Assert.StartsWith("You are the owner already", await chat.AskAsync("take over 1", "bob", "#nlp"), StringComparison.Ordinal);
        Assert.Contains("owner bob", await chat.AskAsync("list", "ann", "#nlp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgetting_removes_a_person_from_every_table()
    {
        await using var chat = await Chat.StartAsync();
        foreach (var place in new[] { null, "#nlp" })
        {
            await chat.SayAsync("subscribe cs.IR", "ann", place);
            await chat.SayAsync("timezone Berlin", "ann", place);
            await chat.SayAsync("find sink", "ann", place);
            await chat.SayAsync("pause 9", "ann", place);
        }

        var asked = await chat.SayAsync("forget me", "ann", "#nlp");
        Assert.Equal(1, await chat.CountAsync($"SELECT COUNT(*) FROM people"));
        await chat.SayAsync(Chat.Buttons(asked)[0].Command, "ann", "#nlp");

        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM people"));
        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM conversations WHERE kind = 'Direct'"));
        Assert.Equal(0, await chat.CountAsync($"SELECT (SELECT COUNT(*) FROM inbound) + (SELECT COUNT(*) FROM changes) + (SELECT COUNT(*) FROM last_lists)"));
        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM outbox WHERE only_for IS NOT NULL"));
        Assert.Contains("no owner", await chat.AskAsync("list", "bob", "#nlp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forgotten_owner_does_not_come_back_with_somebody_elses_undo()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("help", "bob", "#nlp");
        await chat.SayAsync("subscribe cs.IR", "ann", "#nlp");
        await chat.SayAsync("take over 1", "bob", "#nlp");
        await chat.SayAsync("forget me yes", "ann", "#nlp");
        await chat.SayAsync("help", "eve", "#nlp");

        Assert.True((await chat.SayAsync("undo", "bob", "#nlp")).Understood);

        Assert.Null(Assert.Single(await chat.SubscriptionsAsync(place: "#nlp")).OwnerId);
    }

    [Fact]
    public async Task The_farewell_in_a_direct_chat_leaves_no_name()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");

        await chat.SayAsync("forget me yes");

        Assert.Equal(0, await chat.CountAsync($"SELECT (SELECT COUNT(*) FROM people) + (SELECT COUNT(*) FROM subscriptions)"));
        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM conversations WHERE name IS NOT NULL"));
        Assert.Equal(1, await chat.CountAsync($"SELECT COUNT(*) FROM outbox"));
    }
}
