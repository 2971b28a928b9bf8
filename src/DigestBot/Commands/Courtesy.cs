using System.Text.RegularExpressions;

namespace DigestBot.Commands;

/// <summary>Takes off what people say out of politeness, and what a filter is of anyway: <c>please</c>, 请, <c>papers about</c>, 关于…的论文.</summary>
internal static partial class Courtesy
{
    /// <summary>A command without "please" before or after it.</summary>
    public static string Strip(string text) => After().Replace(Before().Replace(text, ""), "");

    /// <summary>What follows <c>subscribe</c> without "papers about"; what is quoted stays.</summary>
    public static string PapersAbout(string text) => ChineseAbout().Replace(About().Replace(text.StartsWith("一下", StringComparison.Ordinal) ? text[2..].TrimStart() : text, "${before}"), "${before}${topic}");

    [GeneratedRegex("^(?:(?:please|pls|kindly)[ ,]+|(?:请|麻烦|劳驾)(?:你|您)?(?:帮我|给我)?[ ,]*|帮我[ ,]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Before();

    [GeneratedRegex("[ ,]+(?:please|pls|thanks|thank you|请|谢谢)[.! ]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex After();

    [GeneratedRegex(
        """^(?<before>[^"]*?\b)?(?<!\S)(?:(?:all|any|new|the) )?(?:papers?|articles?|preprints?) (?:about|on(?! (?:arrival|week(?:day|end)s?|(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?s?)\b)) """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex About();

    [GeneratedRegex("""^(?<before>[^"]*? )?(?:关于|有关)(?<topic>[^"]+?)的(?:论文|文章|文献)(?=$|[ ,])""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ChineseAbout();
}
