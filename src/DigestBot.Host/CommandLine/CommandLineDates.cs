using System.CommandLine.Parsing;
using System.Globalization;

namespace DigestBot.Host.CommandLine;

/// <summary>Days and moments as command lines write them: 2026-01-28, 2026-01-27T12:00Z.</summary>
internal static class CommandLineDates
{
    public static DateOnly? Day(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError($"\"{result.Tokens[0].Value}\" is no day. Write it like 2026-01-28.");
        return null;
    }

    /// <summary>Without an offset, UTC.</summary>
    public static DateTimeOffset? Moment(ArgumentResult result)
    {
        if (DateTimeOffset.TryParse(
            result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
        {
            return moment;
        }

        result.AddError($"\"{result.Tokens[0].Value}\" is no moment. Write it like 2026-01-27T12:00Z.");
        return null;
    }
}
