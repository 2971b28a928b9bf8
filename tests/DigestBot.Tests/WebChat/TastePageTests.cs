using DigestBot.Ingestion;
using DigestBot.Tests.Taste;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace DigestBot.Tests.WebChat;

/// <summary>A reader sees their digest sorted by what they liked, on the page.</summary>
public sealed class TastePageTests(ServedPage served) : IClassFixture<ServedPage>
{
    [Fact]
    public async Task Likes_sort_the_next_digest_and_what_is_said_of_words_sorts_it_back()
    {
        await using var chat = await served.OpenAsync();
        await ArriveAsync(1000);
        await ChatPage.SeesAsync(await chat.SayAsync("subscribe cs.RO top 5 daily at 09:00"), "Subscribed, number 1");
        var first = await NextDigestAsync(chat);
        await ChatPage.SeesAsync(first, "protein folding");

        await chat.SayAsync("like 2601.01018");
        await chat.SayAsync("like 2601.01019");
        await chat.SayAsync("dislike 2601.01010");
        await ArriveAsync(2000);
        var second = await NextDigestAsync(chat);
        await ChatPage.SeesAsync(second, "graph neural network");
        await ChatPage.SeesAsync(second, "★ for you");
        await Assertions.Expect(second).Not.ToContainTextAsync("protein folding");

        await ChatPage.SeesAsync(await chat.SayAsync("taste"), "Less of this");
        await ChatPage.SeesAsync(await chat.SayAsync("why 2601.02018"), "Taste moved it from place 19");

        await ChatPage.SeesAsync(await chat.SayAsync("less like \"graph neural\""), "from the next digest on");
        await ArriveAsync(3000);
        await Assertions.Expect(await NextDigestAsync(chat)).Not.ToContainTextAsync("graph neural network");
        await chat.SayAsync("taste off");
        await ArriveAsync(4000);
        await ChatPage.SeesAsync(await NextDigestAsync(chat), "protein folding");
        Assert.Empty(chat.Complaints);
    }

    /// <summary>A digest file of the day the bot's clock shows.</summary>
    private async Task ArriveAsync(int first)
    {
        var today = served.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var text = DigestFiles.Daily([.. TastePapers.Day(first, "cs.RO").Select(paper => new Listed(paper.ArxivId!.Value.Value, paper.Title!, "cs.RO", Text: paper.Abstract[0]))]);
        var report = await served.Services.GetRequiredService<Ingestor>().IngestAsync(
            $"{today:yyyy-MM-dd}-{first}.md", System.Text.Encoding.UTF8.GetBytes(text), given: null, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(26, report.New);
    }

    private static async Task<ILocator> NextDigestAsync(ChatPage chat)
    {
        var before = await chat.BotLines.CountAsync();
        await chat.Page.Locator("#clock").ClickAsync();
        await chat.Dialog.GetByRole(AriaRole.Button, new() { Name = "To the next digest" }).ClickAsync();
        return await chat.NextAsync(before);
    }
}
