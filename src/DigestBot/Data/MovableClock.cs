using System.Globalization;

namespace DigestBot.Data;

/// <summary>
/// The store's clock: real time and an offset that people move forward to see what comes later (decision 17). The offset is kept in the store;
/// every process reads it once, and only the serving one moves it.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    /// <summary>How far one move goes: it cannot be taken back, and a year typed wrong would forget all that is kept for a while.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    /// <summary>Announced when the clock was moved.</summary>
    public const string Moved = "clock";

    private const string OffsetKey = "clock_offset_seconds";
    private readonly Database _database;
    private readonly TimeProvider _real;
    private long _offsetTicks;

    private MovableClock(Database database, TimeProvider real, TimeSpan offset)
    {
        _database = database;
        _real = real;
        _offsetTicks = offset.Ticks;
    }

    /// <summary>How far it is ahead of real time.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    public static async Task<MovableClock> OpenAsync(Database database, TimeProvider real, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var stored = await new Settings(session).FindAsync(OffsetKey, cancellationToken);
        return new MovableClock(database, real, TimeSpan.FromSeconds(stored is null ? 0 : long.Parse(stored, CultureInfo.InvariantCulture)));
    }

    public override DateTimeOffset GetUtcNow() => _real.GetUtcNow() + Offset;

    /// <returns>False where the moment is not later than now, or more than <see cref="Farthest"/>: nothing was moved.</returns>
    public async Task<bool> MoveToAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        await using var session = await _database.WriteAsync(cancellationToken);
        var ahead = moment - GetUtcNow();
        if (ahead <= TimeSpan.Zero || ahead > Farthest)
            return false;
        // Up to the next whole second, so that what is due at the moment is due.
        var offset = TimeSpan.FromSeconds(Math.Ceiling((Offset + ahead).TotalSeconds));
        await new Settings(session).SetAsync(OffsetKey, offset.TotalSeconds.ToString(CultureInfo.InvariantCulture), cancellationToken);
        await session.CommitAsync(cancellationToken);
        Interlocked.Exchange(ref _offsetTicks, offset.Ticks);
        _database.Written(Moved).Raise();
        return true;
    }
}
