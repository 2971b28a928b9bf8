using System.Globalization;
using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.Teams;
using DigestBot.Teams.Connector;
using DigestBot.Tests.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Teams;

/// <summary>Outwards: what each answer of the connector means for a message, against a connector that misbehaves on demand.</summary>
public sealed class ConnectorTests : IAsyncLifetime
{
    /// <summary>A test sends no more than this.</summary>
    private const int MostMessages = 20;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private ConnectorStub _connector = null!;
    private ConnectorToken _token = null!;
    private ConnectorClient _client = null!;
    private TeamsChannel _channel = null!;
    private TestClock _clock = null!;
    private TestStore _store = null!;
    private long _key;

    public async ValueTask InitializeAsync()
    {
        _connector = await ConnectorStub.StartAsync();
        _store = await TestStore.OpenAsync();
        _clock = _store.Clock;
        var ann = await _store.ConversationAsync("ann");
        for (var row = 0; row < MostMessages; row++)
            await _store.PostAsync(ann, "a row of the outbox");
        var options = new TeamsOptions(TestIssuer.AppId, TeamsHost.Tenant) { ClientSecret = "s&cret", TokenEndpoint = _connector.TokenEndpoint };
        _token = new ConnectorToken(_http, options, _clock, NullLogger<ConnectorToken>.Instance);
        _client = new ConnectorClient(_http, _token, new ConnectorHosts(_connector.Address), _clock, NullLogger<ConnectorClient>.Instance);
        _channel = new TeamsChannel(_client);
    }

    public async ValueTask DisposeAsync()
    {
        _token.Dispose();
        _http.Dispose();
        await _connector.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Theory]
    [InlineData(412, "PreconditionFailed", "Retry")]
    [InlineData(429, "Throttled", "Retry")]
    [InlineData(502, null, "Retry")]
    [InlineData(503, null, "Retry")]
    [InlineData(504, null, "Retry")]
    [InlineData(401, "Unauthorized", "Retry")]
    [InlineData(404, "ConversationNotFound", "Missing")]
    [InlineData(500, null, "Lost")]
    [InlineData(403, "BotNotInConversationRoster", "Gone")]
    [InlineData(403, "ConversationBlockedByUser", "Gone")]
    [InlineData(403, "BotDisabledByAdmin", "Gone")]
    [InlineData(403, "ForbiddenOperationException", "Gone")]
    [InlineData(403, "MessageWritesBlocked", "Gone")]
    [InlineData(403, "InvalidBotApiHost", "Rejected")]
    [InlineData(400, "BadSyntax", "Rejected")]
    [InlineData(413, "MessageSizeTooBig", "Rejected")]
    [InlineData(405, null, "Rejected")]
    public async Task Each_refusal_has_its_meaning(int status, string? code, string result)
    {
        _connector.Next(status, code);

        var sent = await SendAsync(Group, "one line");

        Assert.Equal(result, sent.GetType().Name);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Wed, 28 Jan 2026 06:00:30 GMT", 30)]
    [InlineData("999999", 3600)]
    public async Task Too_fast_waits_as_long_as_it_is_told(string retryAfter, int seconds)
    {
        _connector.Next(429, "Throttled", retryAfter);

        Assert.Equal(new SendResult.Retry("429 Throttled", TimeSpan.FromSeconds(seconds), TooFast: true), await SendAsync(Group, "one line"));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_lost_and_so_is_one_that_breaks_off()
    {
        var hang = new TaskCompletionSource();
        _connector.Next(_ => hang.Task);
        Assert.IsType<SendResult.Lost>(await SendAsync(Group, "hangs"));
        hang.SetResult();

        _connector.Next(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        Assert.IsType<SendResult.Lost>(await SendAsync(Group, "resets"));
    }

    [Fact]
    public async Task A_connector_that_is_not_there_took_nothing()
    {
        var group = Group;
        await _token.GetAsync(CancellationToken.None);
        await _connector.DisposeAsync();

        Assert.Contains("ConnectionError", Assert.IsType<SendResult.Retry>(await SendAsync(group, "nobody listens")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_token_serves_all_who_wait_for_it_and_until_shortly_before_its_end()
    {
        _connector.TokenGate = new TaskCompletionSource();
        var sends = Enumerable.Range(0, 10).Select(_ => SendAsync(Group, "x")).ToList();
        _connector.TokenGate.SetResult();
        await Task.WhenAll(sends);
        Assert.Equal(1, _connector.TokensGiven);
        Assert.All(_connector.Calls, call => Assert.Equal("Bearer token-1", call.Authorization));
        Assert.Equal(
            $"grant_type=client_credentials&client_id={TestIssuer.AppId}&scope=https%3A%2F%2Fapi.botframework.com%2F.default&client_secret=s%26cret", _connector.TokenForm);

        _clock.Now += TimeSpan.FromMinutes(54);
        await SendAsync(Group, "x");
        Assert.Equal(1, _connector.TokensGiven);
        _clock.Now += TimeSpan.FromMinutes(2);
        await SendAsync(Group, "x");
        Assert.Equal(2, _connector.TokensGiven);
    }

    [Fact]
    public async Task A_refused_token_is_asked_for_anew()
    {
        _connector.Next(401, "Unauthorized");

        await SendAsync(Group, "x");
        await SendAsync(Group, "x");

        Assert.Equal(["Bearer token-1", "Bearer token-2"], _connector.Calls.Select(call => call.Authorization));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/", true)]
    [InlineData("https://SMBA.trafficmanager.net/emea/72f988bf/", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", true)]
    [InlineData("http://smba.trafficmanager.net/amer/", false)]
    [InlineData("https://smba.trafficmanager.net:8443/amer/", false)]
    [InlineData("https://smba.trafficmanager.net.evil.example/", false)]
    [InlineData("https://evil.trafficmanager.net/amer/", false)]
    [InlineData("https://smba.trafficmanager.net@evil.example/", false)]
    [InlineData("https://169.254.169.254/metadata", false)]
    [InlineData("http://127.0.0.1:1/", false)]
    [InlineData("not an address", false)]
    public void Our_token_goes_to_Teams_only(string serviceUrl, bool allowed) =>
        Assert.Equal(allowed, new ConnectorHosts(_connector.Address).Allows(serviceUrl));

    [Fact]
    public async Task A_stored_address_elsewhere_is_never_called()
    {
        var elsewhere = Reference("19:g@thread.v2", address => address with { ServiceUrl = "https://evil.example/amer" });

        Assert.IsType<SendResult.Rejected>(await SendAsync(elsewhere, "x"));
        Assert.Equal(0, _connector.TokensGiven);
    }

    [Fact]
    public async Task What_is_no_reply_is_a_new_post_in_a_channel_and_its_overflow_replies_to_it()
    {
        var sent = await SendAsync(Channel, Big);

        Assert.Equal("1", Assert.IsType<SendResult.Sent>(sent).MessageId);
        Assert.Equal("/v3/conversations", _connector.Calls[0].Path);
        Assert.Equal("19:papers@thread.tacv2", _connector.Calls[0].Body.GetProperty("channelData").GetProperty("channel").GetProperty("id").GetString());
        Assert.True(_connector.Calls.Count > 1);
        Assert.All(_connector.Calls.Skip(1), call => Assert.Equal("19:papers@thread.tacv2;messageid=1", call.Conversation));
    }

    [Fact]
    public async Task A_reply_goes_into_its_post()
    {
        await SendAsync(Channel, "x", thread: "100");

        Assert.Equal("/v3/conversations/19%3Apapers%40thread.tacv2%3Bmessageid%3D100/activities", Assert.Single(_connector.Calls).Path);
    }

    [Fact]
    public async Task A_message_that_got_through_in_part_goes_on_where_it_stopped()
    {
        var message = Message(Channel, Big);
        _connector.Next(context =>
        {
            context.Response.StatusCode = 201;
            return context.Response.WriteAsync("{\"id\":\"19:papers@thread.tacv2;messageid=7\",\"activityId\":\"7\"}");
        });
        _connector.Next(503);

        Assert.IsType<SendResult.Retry>(await _store.PostingAsync(_channel, message));
        var before = _connector.Calls.Count;
        // As another process would, which knows only what the store holds.
        var sent = Assert.IsType<SendResult.Sent>(await _store.PostingAsync(new TeamsChannel(_client), message));
        Assert.Equal("7", sent.MessageId);
        Assert.NotEmpty(sent.Further);

        Assert.Equal(2, before);
        Assert.DoesNotContain(_connector.Calls.Skip(1), call => call.Path == "/v3/conversations");
        var whole = CardTextsOf(Big);
        Assert.Equal(whole, string.Concat(_connector.Calls.Where((_, i) => i != 1).Select(call => string.Concat(CardTexts.Of(call.Card)))));
    }

    [Fact]
    public async Task A_card_that_Teams_finds_too_big_is_sent_in_halves()
    {
        _connector.Next(413);
        var message = new Message("two", [new Section("first"), new Section("second")]);

        Assert.IsType<SendResult.Sent>(await _store.PostingAsync(_channel, Message(Group, message)));

        Assert.Equal(["firstsecond", "first", "second"], _connector.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task An_answer_takes_the_place_of_a_message_and_is_posted_anew_where_that_is_gone()
    {
        var edited = await _store.PostingAsync(_channel, Message(Channel, new Message("", [new Section("x")])) with { Thread = "100", Replaces = "55" });
        Assert.Equal("55", Assert.IsType<SendResult.Sent>(edited).MessageId);
        var edit = Assert.Single(_connector.Calls);
        Assert.Equal(("PUT", "/v3/conversations/19%3Apapers%40thread.tacv2%3Bmessageid%3D100/activities/55"), (edit.Method, edit.Path));

        _connector.Next(404, "ActivityNotFoundInConversation");
        Assert.IsType<SendResult.Sent>(await _store.PostingAsync(_channel, Message(Group, new Message("", [new Section("x")])) with { Replaces = "55" }));
        Assert.Equal(["PUT", "PUT", "POST"], _connector.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task A_correction_edits_each_card_of_a_post_in_its_own_thread_and_posts_none()
    {
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(Channel, Big));
        var posted = _connector.Calls.Count;
        string[] ids = [sent.MessageId!, .. sent.Further];
        Assert.Equal(posted, ids.Length);
        var better = new Message("big", [.. Big.Blocks.Skip(1).Prepend(new Section("better" + new string('x', 190)))]);

        Assert.Equal(new SendResult.Sent(ids[0]), await _store.PostingAsync(_channel, Message(Channel, better) with { Corrects = ids }));

        var edits = _connector.Calls.Skip(posted).ToList();
        Assert.Equal(
            ids.Select(id => ("PUT", $"/v3/conversations/19%3Apapers%40thread.tacv2%3Bmessageid%3D{ids[0]}/activities/{id}")), edits.Select(edit => (edit.Method, edit.Path)));
        Assert.Equal(CardTextsOf(better), string.Concat(edits.Select(edit => edit.Text)));
        Assert.StartsWith("better", edits[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_that_needs_another_number_of_cards_is_not_made()
    {
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(Channel, Big));
        var posted = _connector.Calls.Count;

        Assert.IsType<SendResult.Rejected>(await _store.PostingAsync(_channel, Message(Channel, new Message("short", [new Section("x")])) with { Corrects = [sent.MessageId!, .. sent.Further] }));

        Assert.Equal(posted, _connector.Calls.Count);
    }

    [Fact]
    public async Task A_direct_chat_that_is_not_found_is_asked_for_once()
    {
        _connector.Next(404, "ConversationNotFound");

        Assert.IsType<SendResult.Sent>(await SendAsync(Direct, "x"));

        Assert.Equal(["a:1ann", "a:new-29:1ann"], _connector.Calls.Where(call => call.Path != "/v3/conversations").Select(call => call.Conversation));
    }

    [Fact]
    public async Task A_notification_says_the_summary_and_no_text_is_sent_beside_the_card()
    {
        await _store.PostingAsync(_channel, Message(Group, new Message("摘要 3", [new Section("x")])));

        var body = Assert.Single(_connector.Calls).Body;
        Assert.Equal("摘要 3", body.GetProperty("summary").GetString());
        Assert.False(body.TryGetProperty("text", out _));
        Assert.Equal(TeamsHost.Bot, body.GetProperty("from").GetProperty("id").GetString());
    }

    private static readonly ConversationReference None = new(TeamsChannel.ChannelName, "t/x", ConversationKind.Shared);

    private ConversationReference Group => Reference("19:g@thread.v2");

    private ConversationReference Channel => Reference("19:papers@thread.tacv2", address => address with { IsChannel = true });

    private ConversationReference Direct => Reference("a:1ann", address => address with { UserId = "29:1ann" });

    private static Message Big => new("big", [.. Enumerable.Range(1, 400).Select(i => new Section(i.ToString(CultureInfo.InvariantCulture) + new string('x', 200)))]);

    private static string CardTextsOf(Message message) =>
        string.Concat(DigestBot.Teams.AdaptiveCards.CardRenderer.Render(message).SelectMany(card => CardTexts.Of(DigestBot.Teams.AdaptiveCards.CardJson.Element(card))));

    private ConversationReference Reference(string id, Func<TeamsAddress, TeamsAddress>? change = null)
    {
        var address = new TeamsAddress(_connector.ServiceUrl, id, TeamsHost.Tenant, TeamsHost.Bot);
        return None with { Data = (change?.Invoke(address) ?? address).ToJson() };
    }

    private OutgoingMessage Message(ConversationReference to, Message message) => new(++_key, to, message);

    private Task<SendResult> SendAsync(ConversationReference to, string text, string? thread = null) =>
        _store.PostingAsync(_channel, Message(to, new Message(text, [new Section(text)])) with { Thread = thread });

    private Task<SendResult> SendAsync(ConversationReference to, Message message) => _store.PostingAsync(_channel, Message(to, message));
}
