namespace DigestBot.Ingestion;

/// <summary><c>Last update: 2026-08-21</c>, <c>> Updated on 2026.08.21</c>, <c>**更新时间**：2026-08-21</c>: a line by itself in which a file says its day.</summary>
internal static class UpdatedLine
{
    private const int Longest = 120;

    private static readonly string[] Starts =
        ["last update", "updated", "update:", "update time", "update date", "generated", "date:", "as of", "report date", "digest date", "更新", "生成", "日期", "最后更新", "最近更新", "更新日", "最終更新"];

    public static bool Is(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart("> *_-#|\t🕒📅").TrimStart();
        if (line.Length > Longest)
            return false;
        foreach (var start in Starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
