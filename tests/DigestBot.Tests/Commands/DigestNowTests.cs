namespace DigestBot.Tests.Commands;

/// <summary><c>digest</c>: what is shown at once, and what is said where there is nothing.</summary>
public sealed class DigestNowTests
{
    [Fact]
    public async Task A_paper_that_several_subscriptions_match_comes_once_with_the_lower_number()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.LG");
        await chat.SayAsync("subscribe models, graphs");

        var digest = await chat.AskAsync("digest");

        Assert.Equal(2, digest.Split("Credit Assignment in Language Models").Length);
        Assert.Contains("2 already in the digests above", digest, StringComparison.Ordinal);
        Assert.Contains("3. Multi-Hop", digest, StringComparison.Ordinal);
        Assert.Contains("Multi-Hop Question Answering over Graphs", (await chat.SayAsync("card 3")).Message.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("digest cs.IR 2026-01-20", "Mon 26 Jan 2026", "digest cs.IR 2026-01-26")]
    [InlineData("digest cs.IR 2026-02-20", "Tue 27 Jan 2026", "digest cs.IR 2026-01-27")]
    [InlineData("digest SLAM 2026-01-26", "Tue 27 Jan 2026", "digest cat:SLAM 2026-01-27")]
    public async Task A_day_without_papers_names_the_nearest_with_some(string text, string day, string command)
    {
        await using var chat = await Chat.StartAsync();

        var answer = await chat.SayAsync(text);

        Assert.Contains($"The nearest day with something is {day}.", answer.Message.Summary, StringComparison.Ordinal);
        var button = Assert.Single(Chat.Buttons(answer));
        Assert.Equal(command, button.Command);
        Assert.NotEmpty(Chat.Buttons(await chat.SayAsync(button.Command)));
    }

    [Fact]
    public async Task A_day_on_which_no_subscription_has_papers_names_the_nearest_of_any()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe SLAM");
        await chat.SayAsync("subscribe cs.IR");

        Assert.Equal("digest 2 2026-01-26", Assert.Single(Chat.Buttons(await chat.SayAsync("digest 2026-01-20"))).Command);
    }
}
