using System.Collections.Frozen;

namespace DigestBot.Subscriptions;

/// <summary>Parts of the day and what they mean: <c>in the evening</c> is 18:00, <c>at 8 in the evening</c> 20:00.</summary>
internal static class PartsOfDay
{
    private static readonly FrozenDictionary<string, int> Hours = new Dictionary<string, int>
    {
        ["morning"] = 9, ["noon"] = 12, ["afternoon"] = 15, ["evening"] = 18, ["night"] = 21, ["mornings"] = 9, ["afternoons"] = 15, ["evenings"] = 18,
        ["凌晨"] = 6, ["早上"] = 9, ["早晨"] = 9, ["上午"] = 9, ["中午"] = 12, ["下午"] = 15, ["傍晚"] = 18, ["晚上"] = 20,
    }.ToFrozenDictionary();

    public static bool Contains(string? word) => word is not null && Hours.ContainsKey(word);

    /// <param name="part">One of them.</param>
    /// <param name="said">The time said with it, if any.</param>
    /// <param name="words">How that was said: 9am is never in the evening.</param>
    public static TimeOnly Time(string part, TimeOnly? said, string words) =>
        said is not { } time ? new TimeOnly(Hours[part], 0)
        : Hours[part] >= 12 && time.Hour is >= 1 and < 12 && !words.Contains('m', StringComparison.OrdinalIgnoreCase) ? time.AddHours(12)
        : time;
}
