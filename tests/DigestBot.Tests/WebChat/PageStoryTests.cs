using Microsoft.Playwright;

namespace DigestBot.Tests.WebChat;

/// <summary>What a newcomer lives through, in a real browser on the real host.</summary>
public sealed class PageStoryTests(ServedPage served) : IClassFixture<ServedPage>
{
    [Fact]
    public async Task A_newcomer_subscribes_moves_the_clock_and_the_digest_arrives_without_reloading()
    {
        await using var chat = await served.OpenAsync();
        await ChatPage.SeesAsync(chat.Newest, "Hello, I am DigestBot");

        var subscribed = await chat.SayAsync("subscribe cs.CL cs.LG weekdays at 09:00");
        await ChatPage.SeesAsync(subscribed, "Subscribed, number 1");
        await ChatPage.SeesAsync(subscribed, "it would have brought");

        var before = await chat.BotLines.CountAsync();
        await chat.Page.Locator("#clock").ClickAsync();
        await chat.Dialog.GetByRole(AriaRole.Button, new() { Name = "To the next digest" }).ClickAsync();
        var digest = await chat.NextAsync(before);

        await ChatPage.SeesAsync(digest, "cs.CL cs.LG · 6 papers");
        await ChatPage.SeesAsync(digest, "Attention Is All You Need");
        await ChatPage.SeesAsync(digest, "entries ·");
        await Assertions.Expect(chat.Page.Locator("#now")).ToContainTextAsync("09:0");
        Assert.Empty(chat.Complaints);
    }

    [Fact]
    public async Task A_subscription_is_made_with_a_form()
    {
        await using var chat = await served.OpenAsync();
        await ChatPage.Button(chat.Newest, "Subscribe…").ClickAsync();
        var form = chat.Dialog;
        await form.Locator("#field-categories").PressSequentiallyAsync("cs.I");
        await form.GetByRole(AriaRole.Option, new() { Name = "cs.IR" }).ClickAsync();
        await form.Locator("[name=words]").FillAsync("retrieval");
        await form.Locator("[name=frequency]").SelectOptionAsync("daily");
        await form.Locator("[name=time]").FillAsync("07:30");
        var before = await chat.BotLines.CountAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();

        var subscribed = await chat.NextAsync(before);
        await ChatPage.SeesAsync(subscribed, "cs.IR retrieval");
        await ChatPage.SeesAsync(subscribed, "every day at 07:30 (Europe/Berlin)");
        await Assertions.Expect(chat.Dialog).ToHaveCountAsync(0);

        // What was set is what the form to change it shows.
        await ChatPage.Button(subscribed, "Change").ClickAsync();
        await Assertions.Expect(chat.Dialog.Locator(".chosen")).ToContainTextAsync("cs.IR");
        await Assertions.Expect(chat.Dialog.Locator("[name=time]")).ToHaveValueAsync("07:30");
    }

    [Fact]
    public async Task A_search_pages_and_opens_a_card()
    {
        await using var chat = await served.OpenAsync();
        var hits = await chat.SayAsync("find language models");
        await Assertions.Expect(hits.Locator(".row")).ToHaveCountAsync(10);

        var more = await chat.PressAsync(hits, await hits.Locator(".body > .buttons button").First.InnerTextAsync());
        await ChatPage.SeesAsync(more, "11.");
        var card = await chat.PressAsync(hits.Locator(".row", new() { HasText = "Chain-of-Thought" }), "Card");
        await ChatPage.SeesAsync(card, "Motivation");
        await Assertions.Expect(card.Locator("a[target=_blank]").First).ToHaveAttributeAsync("rel", "noopener noreferrer");
    }

    [Fact]
    public async Task A_card_changes_its_language_in_its_place_and_keeps_the_focus()
    {
        await using var chat = await served.OpenAsync();
        await DropAsync(chat, "2026-11-20.md", DigestFiles.Daily(new Listed("2611.00001", "Sink Tokens", "cs.RO", Tldr: "Sinks hold what is not needed.")));
        await DropAsync(chat, "2026-11-20-zh.md", DigestFiles.Daily(new Listed("2611.00001", "Sink Tokens", "cs.RO", Tldr: "汇聚词元保存不需要的内容，其余词元保持不变。")));
        var card = await chat.SayAsync("card 2611.00001");
        await ChatPage.SeesAsync(card, "Sinks hold");
        var lines = await chat.BotLines.CountAsync();

        await ChatPage.Button(card, "中文").FocusAsync();
        await chat.Page.Keyboard.PressAsync("Enter");

        await ChatPage.SeesAsync(card, "汇聚词元");
        Assert.Equal(lines, await chat.BotLines.CountAsync());
        await Assertions.Expect(ChatPage.Button(card, "English")).ToBeFocusedAsync();
        await Assertions.Expect(card.Locator("dd").First).ToHaveAttributeAsync("lang", "zh-Hans");
    }

    [Fact]
    public async Task A_paper_is_saved_from_its_card_and_exported()
    {
        await using var chat = await served.OpenAsync();
        var card = await chat.SayAsync("card 1706.03762");
        await chat.PressAsync(card, "Save");

        await ChatPage.SeesAsync(await chat.SayAsync("saved"), "Attention Is All You Need");
        await ChatPage.SeesAsync((await chat.SayAsync("export bibtex")).Locator("pre"), "title");
    }

    [Fact]
    public async Task A_change_is_undone_with_its_button()
    {
        await using var chat = await served.OpenAsync();
        var subscribed = await chat.SayAsync("subscribe cs.CV daily at 8:00");

        await ChatPage.SeesAsync(await chat.PressAsync(subscribed, "Undo"), "Taken back");

        await ChatPage.SeesAsync(await chat.SayAsync("list"), "No subscriptions here yet");
    }

    [Fact]
    public async Task A_mistake_offers_what_was_meant_and_pressing_it_does_it()
    {
        await using var chat = await served.OpenAsync();
        var mistake = await chat.SayAsync("subscribe cs.LGG");
        await ChatPage.SeesAsync(mistake, "Did you mean cs.LG?");

        await ChatPage.SeesAsync(await chat.PressAsync(mistake, "subscribe cs.LG"), "Subscribed, number 1: cs.LG");
    }

    [Fact]
    public async Task A_dropped_file_is_read_and_its_papers_are_found()
    {
        await using var chat = await served.OpenAsync();

        var report = await DropAsync(chat, "2026-11-20-lab.md", DigestFiles.Daily(new Listed("2611.00002", "Quokka Embeddings", "cs.RO")));

        await ChatPage.SeesAsync(report, "2026-11-20-lab.md");
        await ChatPage.SeesAsync(report, "1 new");
        await ChatPage.SeesAsync(chat.Page.Locator(".line.mine").Last, "2026-11-20-lab.md");
        await ChatPage.SeesAsync(await chat.SayAsync("find quokka"), "Quokka Embeddings");
    }

    [Fact]
    public async Task A_chosen_file_that_is_no_digest_is_refused_with_the_reason()
    {
        await using var chat = await served.OpenAsync();
        var before = await chat.BotLines.CountAsync();

        await chat.Page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "picture.bin", MimeType = "application/octet-stream", Buffer = [0xFF, 0xFE, 0x00, 0x81] });

        await ChatPage.SeesAsync(await chat.NextAsync(before), "picture.bin");
        await ChatPage.SeesAsync(chat.Newest, "not taken");
    }

    [Fact]
    public async Task Two_people_share_a_channel_but_a_private_answer_is_seen_by_its_asker_only()
    {
        var (first, second) = (served.Somebody(), served.Somebody());
        await using var ann = await served.OpenAsync(first);
        await ann.NewChannelAsync($"team-{first}");
        await using var bo = await served.OpenAsync(second);
        await bo.GoToAsync($"#team-{first}");

        var mistake = await ann.SayAsync("subscribe cs.LGG");
        await ChatPage.SeesAsync(mistake, "only you");
        await ann.SayAsync("subscribe cs.LG daily at 9:00");

        // The later answer is here, so the private one would be.
        await ChatPage.SeesAsync(bo.Newest, "Subscribed, number 1");
        await ChatPage.SeesAsync(bo.Page.Locator("#log"), "subscribe cs.LGG");
        await Assertions.Expect(bo.Page.Locator("#log")).Not.ToContainTextAsync("Did you mean");
        await bo.Page.ReloadAsync();
        await bo.ReadyAsync();
        await ChatPage.SeesAsync(bo.Newest, "Subscribed, number 1");
        await Assertions.Expect(bo.Page.Locator("#log")).Not.ToContainTextAsync("Did you mean");
    }

    [Fact]
    public async Task What_is_said_elsewhere_is_marked_unread_until_it_is_opened()
    {
        var (first, second) = (served.Somebody(), served.Somebody());
        await using var ann = await served.OpenAsync(first);
        await ann.NewChannelAsync($"unread-{first}");
        await using var bo = await served.OpenAsync(second);
        var place = bo.Page.Locator($".places button[data-place='#unread-{first}']");
        await place.ClickAsync();
        await bo.GoToAsync($"@{second}");
        await Assertions.Expect(place.Locator(".unread")).ToHaveCountAsync(0);

        await ann.SayAsync("categories");

        await Assertions.Expect(place.Locator(".unread")).ToHaveCountAsync(1);
        await place.ClickAsync();
        await Assertions.Expect(place.Locator(".unread")).ToHaveCountAsync(0);
        await ChatPage.SeesAsync(bo.Newest, "categories");
    }

    [Fact]
    public async Task A_reload_keeps_everything()
    {
        await using var chat = await served.OpenAsync();
        await chat.NewChannelAsync("kept");
        await chat.SayAsync("subscribe cs.IR daily at 9:00");
        await chat.SayAsync("help");
        var before = await chat.Page.Locator("#log").InnerTextAsync();

        await chat.Page.ReloadAsync();
        await chat.ReadyAsync();

        Assert.Equal(before, await chat.Page.Locator("#log").InnerTextAsync());
        Assert.Equal("#kept", await chat.Page.Locator("#place").InnerTextAsync());
    }

    /// <summary>As a browser does when a file is let go over the page.</summary>
    private static async Task<ILocator> DropAsync(ChatPage chat, string name, string content)
    {
        var before = await chat.BotLines.CountAsync();
        var data = await chat.Page.EvaluateHandleAsync(
            "([name, content]) => { const data = new DataTransfer(); data.items.add(new File([content], name)); return data; }", new[] { name, content });
        foreach (var step in new[] { "dragenter", "dragover", "drop" })
            await chat.Page.DispatchEventAsync("body", step, new { dataTransfer = data });
        return await chat.NextAsync(before);
    }
}
