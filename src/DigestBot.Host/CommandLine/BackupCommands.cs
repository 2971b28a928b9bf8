using System.CommandLine;
using System.Globalization;
using DigestBot.Data;
using DigestBot.Scheduling;

namespace DigestBot.Host.CommandLine;

/// <summary><c>backup PATH</c>: a consistent copy while the store is in use. <c>restore PATH</c>: puts one back, keeping the old store aside.</summary>
internal static class BackupCommands
{
    public static Command Backup(CommonOptions options, Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "The new file.", HelpName = "PATH" };
        var command = new Command("backup", "Copy the store into a new file; it may be in use.") { path };
        command.SetAction((result, token) => BackupAsync(options, result, terminal, terminal.Resolve(result.GetRequiredValue(path)), token));
        return command;
    }

    public static Command Restore(CommonOptions options, Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "A backup.", HelpName = "PATH" };
        var command = new Command("restore", "Put a backup in the store's place; the store must not be served, and is kept aside.") { path };
        command.SetAction((result, token) => RestoreAsync(options, result, terminal, terminal.Resolve(result.GetRequiredValue(path)), token));
        return command;
    }

    private static async Task<int> BackupAsync(CommonOptions options, ParseResult result, Terminal terminal, string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
            throw new StoreException($"{path} exists already. Choose a new name.");
        if (!File.Exists(options.StorePath(result)))
            throw new StoreException($"There is no store at {options.StorePath(result)}. Choose one with --db.");
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        await DigestBot.Data.Backup.WriteAsync(database, path, cancellationToken);
        await terminal.Error.WriteLineAsync($"{path}: {new FileInfo(path).Length / 1e6:0.0} MB.");
        return DigestBotCommandLine.Done;
    }

    private static async Task<int> RestoreAsync(CommonOptions options, ParseResult result, Terminal terminal, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new StoreException($"There is no backup at {path}.");
        var store = StoreFile.Resolve(options.StorePath(result));
        using var held = StoreLock.Take(store);
        // Checked and migrated as a copy: the backup stays as it is, and nothing that is unsound takes the store's place.
        var part = store + ".part";
        Remove(part);
        File.Copy(path, part);
        try
        {
            await CheckAsync(part, path, cancellationToken);
            var aside = $"{store}.before-{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
            foreach (var ending in (string[])["", "-wal", "-shm"])
            {
                if (File.Exists(store + ending))
                    File.Move(store + ending, aside + ending);
            }

            File.Move(part, store);
            // Its jobs are about what was there; they are only wake-ups.
            JobStore.Delete(JobStore.PathOf(store));
            await terminal.Error.WriteLineAsync(File.Exists(aside) ? $"{store} is restored; what it was is {aside}." : $"{store} is restored.");
            return DigestBotCommandLine.Done;
        }
        finally
        {
            Remove(part);
        }
    }

    private static async Task CheckAsync(string part, string backup, CancellationToken cancellationToken)
    {
        await StoreSchema.RefuseForeignAsync(part, cancellationToken);
        var copy = await Database.OpenAsync(part, held: null, cancellationToken);
        try
        {
            if (await copy.QuickCheckAsync(cancellationToken) is { } damage)
                throw new StoreException($"{backup} is damaged ({damage}). The store is left as it is.");
            if (await StoreSchema.MissingAsync(copy.Path, cancellationToken) is { } missing)
                throw new StoreException($"{backup} is no DigestBot store: it lacks {missing}. The store is left as it is.");
            await copy.SettleAsync(cancellationToken);
        }
        finally
        {
            copy.Close();
        }
    }

    private static void Remove(string path)
    {
        foreach (var ending in (string[])["", "-wal", "-shm", ".lock"])
            File.Delete(path + ending);
    }
}
