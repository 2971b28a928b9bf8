using System.Globalization;
using Microsoft.Data.Sqlite;

namespace DigestBot.Data;

/// <summary>The current row of a result, read by position.</summary>
public readonly struct Row(SqliteDataReader reader)
{
    internal const string DayFormat = "yyyy-MM-dd";
    internal const string TimeFormat = "HH:mm";
    internal const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public long Long(int column) => reader.GetInt64(column);

    public int Int(int column) => reader.GetInt32(column);

    public double Double(int column) => reader.GetDouble(column);

    public bool Flag(int column) => reader.GetInt64(column) != 0;

    public string Text(int column) => reader.GetString(column);

    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    public DateOnly Day(int column) => DateOnly.ParseExact(Text(column), DayFormat, CultureInfo.InvariantCulture);

    public TimeOnly Time(int column) => TimeOnly.ParseExact(Text(column), TimeFormat, CultureInfo.InvariantCulture);

    public DateTimeOffset Moment(int column) =>
        DateTimeOffset.ParseExact(Text(column), MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public T Enum<T>(int column)
        where T : struct, Enum => System.Enum.Parse<T>(Text(column));

    public long? LongOrNull(int column) => reader.IsDBNull(column) ? null : Long(column);

    public int? IntOrNull(int column) => reader.IsDBNull(column) ? null : Int(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : Text(column);

    public DateTimeOffset? MomentOrNull(int column) => reader.IsDBNull(column) ? null : Moment(column);
}
