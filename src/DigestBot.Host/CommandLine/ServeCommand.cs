using System.CommandLine;
using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.WebChat;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Host.CommandLine;

/// <summary><c>serve</c>, the default: the bot host with its jobs and inbox, until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create(CommonOptions options, Terminal terminal)
    {
        var command = new Command("serve", "Run the bot: watch the inbox, make and send digests. This is what happens without a command.");
        command.SetAction((result, token) => RunAsync(options, result, terminal, token));
        return command;
    }

    /// <exception cref="StoreException">Another instance serves the store, or it is damaged.</exception>
    /// <exception cref="ConfigurationException">The address is taken.</exception>
    public static async Task<int> RunAsync(CommonOptions options, ParseResult result, Terminal terminal, CancellationToken cancellationToken)
    {
        using var held = StoreLock.Take(options.StorePath(result));
        var database = await options.OpenAsync(result, held, cancellationToken);
        if (await database.QuickCheckAsync(cancellationToken) is { } damage)
            throw new StoreException($"{database.Path} is damaged ({damage}). Restore a backup, or move the file away to start anew; digest files in the inbox are read again.");

        var clock = await MovableClock.OpenAsync(database, TimeProvider.System, cancellationToken);
        await using var app = BotHost.Build(database, clock, options.Host with
        {
            Inbox = terminal.Resolve(options.Host.Inbox),
            Backups = options.Host.Backups is { Length: > 0 } backups ? terminal.Resolve(backups) : "",
        });
        if (app.Services.GetRequiredService<WebChatClock>().RefusedToServe is { } refused)
            throw new StoreException(refused);
        await SampleFiles.LoadIntoNewStoreAsync(app.Services, cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new ConfigurationException(
                $"The host cannot listen: {exception.Message} Stop what uses the address, or set another ({HostOptions.Section}:{nameof(HostOptions.Address)} is \"{options.Host.Address}\"{Page(options.Host)}).",
                exception);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop while its last parts started: it answers "ready" before they do.
            await app.StopAsync(CancellationToken.None);
            return DigestBotCommandLine.Done;
        }

        await terminal.Error.WriteLineAsync(await WelcomeAsync(database, app, options, terminal, CancellationToken.None));
        await app.WaitForShutdownAsync(cancellationToken);
        return DigestBotCommandLine.Done;
    }

    private static string Page(HostOptions host) => host.PageAddress is { } page ? $", {nameof(HostOptions.PageAddress)} \"{page}\"" : "";

    private static string Reached(HostOptions host) => host.PageAddress is null ? "" : $"What Slack or Teams sends is taken at {host.Address}: lead your public server there.\n";

    private static async Task<string> WelcomeAsync(Database database, WebApplication app, CommonOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var papers = await new PaperStore(session).CountAsync(cancellationToken);
        var files = await new DigestFileStore(session).CountAsync(cancellationToken);
        return $"""

            DigestBot is running. Open this page and talk to it:

              {options.Host.PageAddress ?? options.Host.Address}
            {Reached(options.Host)}
            {papers} {(papers == 1 ? "paper" : "papers")} from {files} digest {(files == 1 ? "file" : "files")} in {database.Path}
            Drop digest files onto the page, or into {terminal.Resolve(options.Host.Inbox)}
            Stop with Ctrl+C.
            """;
    }
}
