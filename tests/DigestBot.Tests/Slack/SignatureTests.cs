using System.Globalization;
using System.Text;
using DigestBot.Slack;

namespace DigestBot.Tests.Slack;

/// <summary>Only Slack gets in. The vector is the one Slack publishes.</summary>
public sealed class SignatureTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const long At = 1531420618;
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    [Fact]
    public void The_published_example_is_valid() => Assert.True(IsValid());

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    [InlineData(600, false)]
    public void A_request_is_good_for_five_minutes_either_way(long later, bool valid) => Assert.Equal(valid, IsValid(now: At + later));

    [Fact]
    public void A_changed_byte_a_missing_prefix_or_another_secret_is_refused()
    {
        Assert.False(IsValid(body: Body + " "));
        Assert.False(IsValid(signature: Signature[3..]));
        Assert.False(IsValid(signature: Signature.Replace("v0", "v1", StringComparison.Ordinal)));
        Assert.False(IsValid(signature: Signature.ToUpperInvariant()));
        Assert.False(IsValid(signature: ""));
        Assert.False(IsValid(signature: null));
        Assert.False(IsValid(secrets: ["another"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-1531420618")]
    [InlineData("1531420618.0")]
    [InlineData("99999999999999999999")]
    public void A_time_that_is_no_number_is_refused(string? timestamp) => Assert.False(IsValid(timestamp: timestamp));

    [Fact]
    public void While_secrets_are_changed_both_are_good() => Assert.True(IsValid(secrets: ["the new one", Secret]));

    [Fact]
    public void Without_a_secret_there_is_no_verifier()
    {
        Assert.Throws<ArgumentException>(() => new SlackSignature([], TimeProvider.System));
        Assert.Throws<ArgumentException>(() => new SlackSignature([Secret, " "], TimeProvider.System));
    }

    [Fact]
    public void Bytes_are_verified_not_text()
    {
        byte[] body = [0x7B, 0xFF, 0xFE, 0x7D];
        var expected = "v0=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.UTF8.GetBytes($"v0:{At}:"), .. body]));

        Assert.True(new SlackSignature([Secret], new TestClock(DateTimeOffset.FromUnixTimeSeconds(At))).IsValid(expected, At.ToString(CultureInfo.InvariantCulture), body));
    }

    private static bool IsValid(string body = Body, string? signature = Signature, string? timestamp = "1531420618", long now = At, string[]? secrets = null) =>
        new SlackSignature(secrets ?? [Secret], new TestClock(DateTimeOffset.FromUnixTimeSeconds(now))).IsValid(signature, timestamp, Encoding.UTF8.GetBytes(body));
}
