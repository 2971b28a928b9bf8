using Microsoft.Playwright;

namespace DigestBot.Tests.WebChat;

/// <summary>The system's browser, driven as a person would.</summary>
internal static class Chromium
{
    /// <summary>Quiet: a browser under test asks nobody for updates.</summary>
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly string? Path = new[]
    {
        Environment.GetEnvironmentVariable("DIGESTBOT_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    }.FirstOrDefault(File.Exists);

    public static bool IsMissing => Path is null;

    /// <summary>Skips the running test where there is no browser.</summary>
    public static void Require() =>
        Assert.SkipWhen(IsMissing, "no Chromium is installed: apt-get install chromium, or name one in DIGESTBOT_CHROMIUM");

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Flags });
}
