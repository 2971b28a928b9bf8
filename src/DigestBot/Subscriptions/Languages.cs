namespace DigestBot.Subscriptions;

/// <summary>The languages summaries come in, by what people type.</summary>
public static class Languages
{
    private static readonly string[] Others = ["fr", "french", "de", "german", "es", "spanish", "ru", "russian", "pt", "portuguese", "italian", "arabic", "hindi", "法语", "德语", "法文", "德文"];

    /// <summary>zh, en, ko, ja, or null.</summary>
    public static string? Find(string text) => text.Trim().ToLowerInvariant() switch
    {
        "zh" or "zh-cn" or "zh-hans" or "cn" or "chinese" or "中文" or "汉语" or "简体中文" => "zh",
        "en" or "en-us" or "en-gb" or "english" or "英文" or "英语" => "en",
        "ko" or "kr" or "korean" or "한국어" or "韩文" or "韩语" => "ko",
        "ja" or "jp" or "japanese" or "日本語" or "日文" or "日语" => "ja",
        _ => null,
    };

    /// <summary>A chat profile's locale as one of these languages; null for others.</summary>
    public static string? OfLocale(string? locale)
    {
        if (locale is null)
            return null;
        var tag = locale.Split('-', '_')[0].ToLowerInvariant();
        return tag is "en" or "zh" or "ko" or "ja" ? tag : null;
    }

    /// <summary>A language there are no summaries in; any other word after "language" is a keyword, as in "language model".</summary>
    internal static bool IsOther(string text) => Others.Contains(text.Trim().ToLowerInvariant());
}
