namespace DigestBot.Messages;

/// <summary>What a summary's language is called: on a button in itself (中文), in a sentence in the reader's language (Chinese).</summary>
public static class LanguageName
{
    public static string InItself(string code) => code switch
    {
        "en" => "English",
        "zh" => "中文",
        "ko" => "한국어",
        "ja" => "日本語",
        _ => code,
    };

    public static string ForReader(string code) => code switch
    {
        "en" => Strings.Text_LanguageEn,
        "zh" => Strings.Text_LanguageZh,
        "ko" => Strings.Text_LanguageKo,
        "ja" => Strings.Text_LanguageJa,
        _ => code,
    };
}
