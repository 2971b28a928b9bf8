using Microsoft.Data.Sqlite;

namespace DigestBot.Data;

/// <summary>The store cannot be used; the message says why and what to do.</summary>
public sealed class StoreException : Exception
{
    public StoreException()
    {
    }

    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An engine's failure in words.</summary>
    // https://www.sqlite.org/rescode.html
    public static StoreException From(SqliteException exception, string path) => new(exception.SqliteErrorCode switch
    {
        5 or 6 => $"{path} is busy: another program has held it for too long. Stop that program, then try again.",
        8 => $"{path} cannot be written. Check the permissions of the file and its folder.",
        11 or 26 => $"{path} is damaged or no DigestBot store ({exception.Message}). Restore a backup, or move the file away to start anew.",
        13 => $"The disk of {path} is full. Free some space, then try again; nothing that was acknowledged is lost.",
        14 => $"{path} cannot be opened. Check that its folder exists and may be written.",
        _ => $"{path}: {exception.Message}",
    }, exception);
}
