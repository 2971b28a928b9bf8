using System.Globalization;
using DigestBot.Data;
using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>Copies the store each night and keeps the newest copies. Idempotent: a night's copy is written once.</summary>
[AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 600, 3600], LogEvents = false)]
internal sealed class BackupJob(Database database, JobOptions options, TimeProvider time)
{
    [JobDisplayName("Back up the store")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var night = TimeZoneInfo.ConvertTime(time.GetUtcNow(), options.Zone);
        var path = PathOf(night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        MakeFolder();
        if (!File.Exists(path))
            await Backup.WriteAsync(database, path, cancellationToken);
        // Only files named as ours are removed; by name, the newest nights come first.
        foreach (var old in Directory.GetFiles(options.BackupFolder, Path.GetFileName(PathOf("????-??-??"))).OrderDescending(StringComparer.Ordinal).Skip(options.BackupsKept))
            File.Delete(old);
    }

    private string PathOf(string night) => Path.Combine(options.BackupFolder, $"{Path.GetFileNameWithoutExtension(database.Path)}-{night}.db");

    private void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(options.BackupFolder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The folder for backups {options.BackupFolder} cannot be made: {exception.Message} Check its permissions, or choose another with DigestBot:Backups.", exception);
        }
    }
}
