using System.Globalization;

namespace DigestBot.Messages;

/// <summary>The language the bot speaks: "en" or "zh" (Simplified). Summaries may exist in more languages.</summary>
public static class UiLanguage
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    /// <summary>The language texts are in now.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "zh" : "en";

    /// <summary>
    /// "en" or "zh" for a language code or a chat profile's locale (<c>zh-CN</c>, <c>zh_Hant_TW</c>, <c>en-US</c>). Every Chinese is
    /// Simplified: nearer than English to a reader of Traditional. All else is English.
    /// </summary>
    public static string From(string? locale)
    {
        var tag = locale.AsSpan().Trim();
        var end = tag.IndexOfAny('-', '_', '.');
        return (end < 0 ? tag : tag[..end]) is var language
            && (language.Equals("zh", StringComparison.OrdinalIgnoreCase) || language.Equals("cn", StringComparison.OrdinalIgnoreCase))
            ? "zh"
            : "en";
    }

    /// <summary>Speaks a language until disposed; flows with async calls and leaves other requests alone.</summary>
    public static Scope Use(string? locale)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = From(locale) == "zh" ? Chinese : English;
        return new Scope(before);
    }

    public readonly record struct Scope : IDisposable
    {
        private readonly CultureInfo? before;

        internal Scope(CultureInfo before) => this.before = before;

        public void Dispose()
        {
            if (before is not null)
                CultureInfo.CurrentUICulture = before;
        }
    }
}
