using System.Globalization;
using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

public sealed class UiLanguageTests
{
    [Theory]
    [InlineData("en", "en")]
    [InlineData("en-US", "en")]
    [InlineData("zh", "zh")]
    [InlineData("zh-CN", "zh")]
    [InlineData("zh-Hans", "zh")]
    [InlineData("zh_TW.UTF-8", "zh")]
    [InlineData(" ZH-cn ", "zh")]
    [InlineData("zha", "en")]
    [InlineData("de-DE", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void Every_locale_is_spoken_to_in_one_of_the_two_languages(string? locale, string language)
    {
        using var speaking = UiLanguage.Use(locale);

        Assert.Equal(language, UiLanguage.From(locale));
        Assert.Equal(language, UiLanguage.Current);
        Assert.Equal(language == "zh" ? "摘要" : "Abstract", Strings.Card_Abstract);
    }

    [Fact]
    public async Task The_language_is_put_back_and_other_requests_keep_theirs()
    {
        var before = CultureInfo.CurrentUICulture;
        using (UiLanguage.Use("en"))
        {
            await Task.Run(() => Say("zh", "摘要"));
            Assert.Equal("Abstract", Strings.Card_Abstract);
            using (UiLanguage.Use("zh"))
                Assert.Equal("摘要", Strings.Card_Abstract);
            Assert.Equal("Abstract", Strings.Card_Abstract);
        }

        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }

    private static async Task Say(string language, string text)
    {
        using var speaking = UiLanguage.Use(language);
        await Task.Yield();
        Assert.Equal(text, Strings.Card_Abstract);
    }
}
