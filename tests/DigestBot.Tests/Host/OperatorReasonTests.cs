using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Host.Operator;
using DigestBot.Messages;
using DigestBot.Tests.Delivery;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Host;

/// <summary>Why messages did not go, as whoever runs the bot reads it: on the page and in the log.</summary>
public sealed class OperatorReasonTests
{
    [Fact]
    public void Nobody_is_sent_to_themselves()
    {
        using var english = UiLanguage.Use("en");
        var reasons = Enum.GetValues<Refusal>().Select(refusal => Reason.Of(refusal, "code")).Concat(Enum.GetValues<Setback>().Select(setback => Reason.Of(setback, "3:code")));

        Assert.All(reasons, reason => Assert.DoesNotContain("whoever runs me", Reason.ForOperator(reason), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_was_refused_or_could_not_be_sent_is_named_in_the_log()
    {
        await using var store = await TestStore.OpenAsync();
        var first = await store.PostAsync(await store.ConversationAsync("ann"), "My secret text");
        var second = await store.PostAsync(await store.ConversationAsync("bob"), "My secret text");
        var log = new LogLines<Dispatcher>();
        var channel = new ScriptedChannel(new SendResult.Rejected("400 BadSyntax"), new SendResult.Retry("ConnectionError"));

        var dispatcher = new Dispatcher(store.Database, [channel], store.Clock, log);
        await new ChannelSender(store.Database, dispatcher, channel, store.Clock, NullLogger<ChannelSender>.Instance).DrainAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, log.Warnings.Count);
        Assert.Contains($"Message {first} (Reply)", log.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("400 BadSyntax", log.Warnings[0], StringComparison.Ordinal);
        Assert.Contains($"Message {second} (Reply)", log.Warnings[1], StringComparison.Ordinal);
        Assert.Contains("ConnectionError", log.Warnings[1], StringComparison.Ordinal);
        Assert.DoesNotContain(log.Warnings, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_speaks_to_its_reader()
    {
        await using var store = await TestStore.OpenAsync();
        await store.PostAsync(await store.ConversationAsync("ann"), "to nowhere");
        await store.SendAsync(new ScriptedChannel(new SendResult.Rejected("400 BadSyntax")));

        var view = await store.ReadAsync(session => OperatorView.ReadAsync(session, new CommandDefaults().Calendar, [], collector: null, store.Clock.Now, CancellationToken.None));

        Assert.DoesNotContain("whoever runs me", OperatorPage.Render(view, done: null, "secret", "nonce"), StringComparison.Ordinal);
    }
}
