namespace DigestBot.Ingestion.Reading;

/// <summary>
/// What reading one file may take, whatever is in it. The largest digest file known has 3.84 MB and 1,500 entries, and is read in a second of computing; whatever is
/// over a limit is refused with a sentence that names it.
/// </summary>
public static class ReadingLimits
{
    /// <summary>Of a file, as it comes and as it unpacks.</summary>
    public const long MostBytes = 50L * 1024 * 1024;

    /// <summary>Of all that comes out of one archive or e-mail.</summary>
    public const long MostUnpackedBytes = 256L * 1024 * 1024;

    public const int MostUnpackedFiles = 5_000;

    /// <summary>Archives inside archives.</summary>
    public const int MostLayers = 3;

    public const int MostLines = 1_000_000;

    /// <summary>Of one digest file: they are stored in one transaction, and whoever else writes waits for it.</summary>
    public const int MostEntries = 30_000;

    /// <summary>An entry in characters of JSON; the longest real one, with 3,300 authors, has 80,000.</summary>
    public const int LongestEntry = 256 * 1024;

    /// <summary>Of the entries of one digest file, in characters of JSON.</summary>
    public const long MostOutput = 48L * 1024 * 1024;

    /// <summary>Of the reading process's managed heap.</summary>
    public const long MostMemory = 320L * 1024 * 1024;

    /// <summary>Of the reading process, for one file with all that is in it. A file that takes more than the first waits until the others were taken.</summary>
    public static readonly TimeSpan QuickCpu = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan MostCpu = TimeSpan.FromSeconds(15);

    /// <summary>Without a sign of the reading process. Nothing that is due waits longer for a file.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    internal const int Megabyte = 1024 * 1024;
}
