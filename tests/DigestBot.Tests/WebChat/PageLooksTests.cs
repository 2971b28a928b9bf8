using System.Text;
using DigestBot.Ingestion;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace DigestBot.Tests.WebChat;

/// <summary>The page for every reader: keyboard, phone, Chinese, screen readers; and whatever a digest file brings.</summary>
public sealed class PageLooksTests(ServedPage served) : IClassFixture<ServedPage>
{
    [Fact]
    public async Task The_keyboard_is_enough()
    {
        await using var chat = await served.OpenAsync();
        var box = chat.Page.Locator("#text");
        await Assertions.Expect(box).ToBeFocusedAsync();
        await chat.SayAsync("categories");
        await chat.SayAsync("status");

        await chat.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(box).ToHaveValueAsync("status");
        await chat.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(box).ToHaveValueAsync("categories");
        await chat.Page.Keyboard.PressAsync("ArrowDown");
        await chat.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(box).ToHaveValueAsync("");

        await box.PressSequentiallyAsync("subs");
        await chat.Page.Keyboard.PressAsync("ArrowDown");
        await chat.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(box).ToHaveValueAsync("subscribe ");
        await chat.Page.Keyboard.PressAsync("Shift+Enter");
        await Assertions.Expect(box).ToHaveValueAsync("subscribe \n");

        await chat.Page.Locator("#clock").FocusAsync();
        await chat.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(chat.Dialog).ToBeVisibleAsync();
        await chat.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(chat.Dialog).ToHaveCountAsync(0);
        await Assertions.Expect(chat.Page.Locator("#clock")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_Chinese_browser_reads_the_page_in_Chinese()
    {
        await using var chat = await served.OpenAsync(language: "zh-CN");

        await Assertions.Expect(chat.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        await ChatPage.SeesAsync(chat.Page.Locator("#new-channel"), "新频道");
        await ChatPage.SeesAsync(await chat.SayAsync("帮助"), "我能做什么");
        Assert.Empty(chat.Complaints);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(800)]
    public async Task Nothing_is_wider_than_the_screen(int width)
    {
        await TakeHostileAsync();
        await using var chat = await served.OpenAsync(width: width);
        await chat.SayAsync("find zebrafish");
        await chat.SayAsync("help subscribe");
        await chat.SayAsync("subscribe cs.CL weekdays at 09:00");

        Assert.Equal(width, await chat.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.True(await chat.Page.EvaluateAsync<bool>("document.getElementById('scroll').scrollWidth <= document.getElementById('scroll').clientWidth"));
    }

    [Fact]
    public async Task On_a_phone_the_side_is_a_drawer()
    {
        await using var chat = await served.OpenAsync(width: 360);
        await Assertions.Expect(chat.Page.Locator("#person")).ToBeHiddenAsync();

        await chat.Page.Locator("#menu").ClickAsync();
        await Assertions.Expect(chat.Page.Locator("#person")).ToBeFocusedAsync();
        await chat.GoToAsync("#nlp");

        await Assertions.Expect(chat.Page.Locator("#place")).ToHaveTextAsync("#nlp");
        await Assertions.Expect(chat.Page.Locator("#person")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Whatever_a_digest_file_brings_is_text()
    {
        await TakeHostileAsync();
        await using var chat = await served.OpenAsync();

        var hits = await chat.SayAsync("find zebrafish");
        await ChatPage.SeesAsync(hits, "<script>window.pwned = 1</script> zebrafish");
        await ChatPage.SeesAsync(hits, "<img src=x onerror=pwned=1> zebrafish");
        await chat.PressAsync(hits, "Card");

        Assert.False(await chat.Page.EvaluateAsync<bool>("'pwned' in window"));
        Assert.Equal(0, await chat.Page.Locator("#log :is(script, img, iframe, svg, style, [onerror], [onclick], [style])").CountAsync());
        var links = await chat.Page.Locator("#log a").EvaluateAllAsync<string[]>("links => links.map(link => link.protocol)");
        Assert.All(links, link => Assert.Contains(link, new[] { "http:", "https:" }));
        // Right-to-left overrides are gone; the long title is all there.
        Assert.DoesNotContain('\u202E', await hits.InnerTextAsync());
        Assert.Contains(new string('z', 5000), await hits.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(chat.Complaints);
    }

    [Fact]
    public async Task A_card_shows_how_it_is_sent()
    {
        await using var chat = await served.OpenAsync();
        var card = await chat.SayAsync("card 1706.03762");

        await card.Locator("header .formats").ClickAsync();
        await ChatPage.SeesAsync(card.Locator("pre"), "\"type\": \"section\"");
        await card.Locator(".tabs button:text-is('Block Kit')").ClickAsync();
        await ChatPage.SeesAsync(card.Locator("pre"), "\"blocks\"");
        await card.Locator(".tabs button:text-is('Adaptive Card')").ClickAsync();
        await ChatPage.SeesAsync(card.Locator("pre"), "AdaptiveCard");
        await card.Locator("header .formats").ClickAsync();
        await Assertions.Expect(card.Locator("pre")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Nobody_is_shut_out(ColorScheme colors, int width)
    {
        Chromium.Require();
        var axe = await Axe.ScriptAsync();
        await TakeHostileAsync();
        await using var chat = await served.OpenAsync(width: width, colors: colors);
        // As an extension would: the page's own policy refuses it as an element.
        await chat.Page.AddInitScriptAsync(axe);
        await chat.Page.ReloadAsync();
        await chat.ReadyAsync();
        await chat.SayAsync("find language models");
        await chat.SayAsync("card 1706.03762");
        await chat.SayAsync("find zebrafish");
        await chat.SayAsync("subscribe cs.LGG");
        await chat.SayAsync("subscribe cs.CL daily at 9:00");
        await chat.SayAsync("list");
        Assert.Empty(await Axe.FindingsAsync(chat.Page));

        await ChatPage.Button(chat.BotLines.First, "Subscribe…").ClickAsync();
        await chat.Dialog.Locator("#field-categories").PressSequentiallyAsync("cs");
        await chat.Dialog.GetByRole(AriaRole.Option).First.WaitForAsync();
        Assert.Empty(await Axe.FindingsAsync(chat.Page));
        await chat.Dialog.Locator("[data-close]").ClickAsync();

        await chat.Page.Locator("#clock").ClickAsync();
        await chat.Dialog.WaitForAsync();
        Assert.Empty(await Axe.FindingsAsync(chat.Page));
    }

    private async Task TakeHostileAsync()
    {
        var text = DigestFiles.Daily(
            new Listed("2611.66601", "<script>window.pwned = 1</script> zebrafish", Tldr: "[click](javascript:alert(1)) <a href=\"javascript:alert(2)\">x</a> `code` **bold**"),
            new Listed("2611.66602", "<img src=x onerror=pwned=1> zebrafish", Authors: "</article><script>pwned=2</script>,Bo \"Quote\" Writer"),
            new Listed("2611.66603", "zebrafish \u202Egnp.exe\u202C and $\\mathcal{O}(n^2)$ <style>*{display:none}</style>"),
            new Listed("2611.66604", "zebrafish " + new string('z', 5000)));
        await served.Services.GetRequiredService<Ingestor>().IngestAsync("2026-11-20-hostile.md", Encoding.UTF8.GetBytes(text), given: null, progress: null, CancellationToken.None);
    }
}
