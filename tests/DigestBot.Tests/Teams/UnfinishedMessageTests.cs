using System.Globalization;
using DigestBot.Channels;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Teams;

namespace DigestBot.Tests.Teams;

/// <summary>A message of several cards that stopped halfway and says something else when it is tried again.</summary>
public sealed class UnfinishedMessageTests
{
    private const int Parts = 400;

    [Fact]
    public async Task What_was_posted_is_edited_and_the_rest_says_what_the_message_says_by_then()
    {
        await using var bot = await TeamsHost.StartAsync();
        var key = await HalfPostedAsync(bot);
        var before = bot.Connector.Calls.Count;

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, "new", key));

        var calls = bot.Connector.Calls.Skip(before).ToList();
        Assert.Equal(("PUT", "/v3/conversations/19%3Ag%40thread.v2/activities/1"), (calls[0].Method, calls[0].Path));
        Assert.All(calls.Skip(1), call => Assert.Equal("POST", call.Method));
        var said = string.Concat(calls.Select(call => call.Text));
        Assert.All(Enumerable.Range(1, Parts), i => Assert.Contains($"new{i} ", said, StringComparison.Ordinal));
        Assert.DoesNotContain("old", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cards_that_are_too_many_by_then_are_taken_back()
    {
        await using var bot = await TeamsHost.StartAsync();
        var key = await HalfPostedAsync(bot, posts: 2);
        var before = bot.Connector.Calls.Count;

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, "new", key, parts: 2));

        Assert.Equal(
            [("PUT", "/v3/conversations/19%3Ag%40thread.v2/activities/1"), ("DELETE", "/v3/conversations/19%3Ag%40thread.v2/activities/2")],
            bot.Connector.Calls.Skip(before).Select(call => (call.Method, call.Path)));
    }

    [Fact]
    public async Task Where_a_card_is_gone_it_and_what_stands_after_it_are_posted_anew()
    {
        await using var bot = await TeamsHost.StartAsync();
        var key = await HalfPostedAsync(bot, posts: 2);
        var before = bot.Connector.Calls.Count;
        bot.Connector.Next(404, "ActivityNotFoundInConversation");

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, "new", key));

        var calls = bot.Connector.Calls.Skip(before).ToList();
        Assert.Equal(["PUT", "DELETE", "DELETE"], calls.Take(3).Select(call => call.Method));
        Assert.All(calls.Skip(3), call => Assert.Equal("POST", call.Method));
        var said = string.Concat(calls.Skip(3).Select(call => call.Text));
        Assert.All(Enumerable.Range(1, Parts), i => Assert.Contains($"new{i} ", said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Dead", false)]
    [InlineData("Sent", true)]
    [InlineData("Dropped", true)]
    public async Task Progress_is_kept_as_long_as_the_message_can_be_sent_again(string state, bool isForgotten)
    {
        await using var bot = await TeamsHost.StartAsync();
        var key = await HalfPostedAsync(bot);
        await bot.Store.WriteAsync(async session =>
        {
            await session.ExecuteAsync($"UPDATE outbox SET state = {state} WHERE id = {key}", CancellationToken.None);
            await new Outbox(session).ForgetOldAsync(bot.Store.Clock.Now, CancellationToken.None);
        });
        var before = bot.Connector.Calls.Count;

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, "old", key));

        Assert.Equal(isForgotten, bot.Connector.Calls.Skip(before).Any(call => call.Text.Contains("old1 ", StringComparison.Ordinal)));
    }

    /// <summary>A message of which some cards were posted; its row.</summary>
    private static async Task<long> HalfPostedAsync(TeamsHost bot, int posts = 1)
    {
        await bot.PostAsync(bot.Message("help"));
        await bot.CalledAsync(call => call.Method == "POST");
        await TeamsHost.UntilAsync(async () => await bot.Store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state = 'Sent'") == 1);
        var key = await bot.Store.CountAsync($"SELECT MAX(id) FROM outbox");
        for (var i = 1; i <= posts; i++)
            bot.Connector.Next(201, new { id = i.ToString(CultureInfo.InvariantCulture) });
        bot.Connector.Next(503);
        Assert.IsType<SendResult.Retry>(await SendAsync(bot, "old", key));
        return key;
    }

    private static Task<SendResult> SendAsync(TeamsHost bot, string word, long key, int parts = Parts)
    {
        var to = new ConversationReference(TeamsChannel.ChannelName, "t/g", ConversationKind.Shared)
        {
            Data = new TeamsAddress(bot.Connector.ServiceUrl, "19:g@thread.v2", TeamsHost.Tenant, TeamsHost.Bot).ToJson(),
        };
        var message = new Message("big", [.. Enumerable.Range(1, parts).Select(i => new Section(string.Create(CultureInfo.InvariantCulture, $"{word}{i} ") + new string('x', 200)))]);
        return bot.Store.PostingAsync(bot.Get<IEnumerable<IChannel>>().Single(channel => channel.Name == TeamsChannel.ChannelName), new OutgoingMessage(key, to, message));
    }
}
