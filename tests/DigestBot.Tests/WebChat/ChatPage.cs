using Microsoft.Playwright;

namespace DigestBot.Tests.WebChat;

/// <summary>What a person does on the page and sees there.</summary>
internal sealed class ChatPage : IAsyncDisposable
{
    private ChatPage(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Whatever the browser complained about: policy violations, failed requests, exceptions.</summary>
    public List<string> Complaints { get; } = [];

    public ILocator BotLines => Page.Locator(".line.bot");

    public ILocator Newest => BotLines.Last;

    public ILocator Dialog => Page.Locator("dialog[open]");

    public static async Task<ChatPage> OpenAsync(IBrowserContext context, string address)
    {
        var chat = new ChatPage(await context.NewPageAsync());
        chat.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                chat.Complaints.Add(message.Text);
        };
        chat.Page.PageError += (_, error) => chat.Complaints.Add(error);
        await chat.Page.GotoAsync(address);
        await chat.ReadyAsync();
        return chat;
    }

    /// <summary>The page is there, and so is the welcome.</summary>
    public async Task ReadyAsync()
    {
        await Page.Locator("body[data-ready]").WaitForAsync();
        await BotLines.First.WaitForAsync();
    }

    /// <summary>The bot's next line.</summary>
    public async Task<ILocator> SayAsync(string text)
    {
        var before = await BotLines.CountAsync();
        await Page.Locator("#text").FillAsync(text);
        await Page.Keyboard.PressAsync("Enter");
        return await NextAsync(before);
    }

    /// <summary>Presses a button and waits for the bot's next line.</summary>
    public async Task<ILocator> PressAsync(ILocator within, string label)
    {
        var before = await BotLines.CountAsync();
        await Button(within, label).ClickAsync();
        return await NextAsync(before);
    }

    public static ILocator Button(ILocator within, string label) => within.Locator($"button:text-is(\"{label}\")").First;

    public async Task<ILocator> NextAsync(int before)
    {
        var next = BotLines.Nth(before);
        await next.WaitForAsync();
        return next;
    }

    public async Task GoToAsync(string place)
    {
        await Page.Locator($".places button[data-place='{place}']").ClickAsync();
        await OpenedAsync(place);
    }

    /// <summary>A channel nobody else's test is in.</summary>
    public async Task NewChannelAsync(string name)
    {
        await Page.Locator("#new-channel").ClickAsync();
        await Page.Locator("#name-text").FillAsync(name);
        await Page.Keyboard.PressAsync("Enter");
        await OpenedAsync($"#{name}");
    }

    private Task OpenedAsync(string place) => Page.Locator($"#log[data-place='{place}'] .bot").First.WaitForAsync();

    public static Task SeesAsync(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text, new() { Timeout = 30_000 });

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
