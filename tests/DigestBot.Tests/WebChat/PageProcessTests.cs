using DigestBot.Tests.Host;
using Microsoft.Playwright;

namespace DigestBot.Tests.WebChat;

/// <summary>The program as a newcomer starts it: a process, an empty folder, a browser.</summary>
public sealed class PageProcessTests
{
    [Fact]
    public async Task From_an_empty_folder_to_the_first_digest_on_the_screen()
    {
        Chromium.Require();
        await using var store = await TestStore.OpenAsync();
        await using var host = ServeProcess.Start(store);
        await host.ReadyAsync();
        await host.UntilAsync(() => Task.FromResult(host.Output.Contains($"http://127.0.0.1:{host.Port}/", StringComparison.Ordinal)), "the page's address");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var chat = await ChatPage.OpenAsync(await browser.NewContextAsync(new() { Locale = "en-US" }), $"http://127.0.0.1:{host.Port}");

        var tries = chat.Page.Locator("#try");
        await tries.GetByRole(AriaRole.Button, new() { Name = "subscribe" }).ClickAsync();
        await ChatPage.SeesAsync(chat.Newest, "Subscribed, number 1");
        await tries.GetByRole(AriaRole.Button, new() { Name = "To the next digest" }).ClickAsync();
        await ChatPage.SeesAsync(chat.Newest, "A translation model built from attention alone");

        // What another process says is there as well, in the same time.
        Assert.Equal(0, (await store.RunAsync("say", "status")).Exit);
        await ChatPage.SeesAsync(chat.Newest, "Last digest file");
        // An open page does not hold up the end.
        Assert.Equal(0, await host.StopAsync());
        await Assertions.Expect(chat.Page.Locator("#trouble")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.DoesNotContain("Exception", host.Output, StringComparison.Ordinal);
    }
}
