using System.CommandLine;
using DigestBot.Data;
using Microsoft.Data.Sqlite;

namespace DigestBot.Host.CommandLine;

/// <summary>The command line: <c>serve</c> is what happens without a command. Exit codes: 0 done, 1 not understood or something rejected, 2 usage.</summary>
public static class DigestBotCommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken)
    {
        var options = new CommonOptions(terminal);
        var root = new RootCommand("DigestBot: paper digests in, and everyone reads only what concerns them, where they already talk.")
        {
            options.Database,
            ServeCommand.Create(options, terminal),
            ImportCommand.Create(options, terminal),
            PapersCommand.Create(options, terminal),
            SearchCommand.Create(options, terminal),
            SayCommand.Create(options, terminal),
            TranscriptCommand.Create(options, terminal),
            SimulateCommand.Create(options, terminal),
            DoctorCommand.Create(options, terminal),
            TeamsCommand.Create(options, terminal),
            SubscriptionsCommand.Create(options, terminal),
            BackupCommands.Backup(options, terminal),
            BackupCommands.Restore(options, terminal),
        };
        root.SetAction((result, token) => ServeCommand.RunAsync(options, result, terminal, token));

        // "say '@DigestBot list'" is a mention, not the name of a file with arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await terminal.Error.WriteLineAsync(error.Message);
            await terminal.Error.WriteLineAsync("See --help.");
            return Usage;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var signals = new StopSignals(stop);
        try
        {
            // The library's own handling of signals would end the process two seconds after the first one, whatever is under way.
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (Exception exception) when (exception is StoreException or ConfigurationException)
        {
            await terminal.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            // Stopped before it was done.
            return Failed;
        }
        catch (SqliteException exception)
        {
            await terminal.Error.WriteLineAsync(StoreException.From(exception, "The store").Message);
            return Failed;
        }
    }
}
