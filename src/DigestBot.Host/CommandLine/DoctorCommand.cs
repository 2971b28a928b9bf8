using System.CommandLine;
using DigestBot.Channels;
using DigestBot.Slack;
using DigestBot.Teams;

namespace DigestBot.Host.CommandLine;

/// <summary><c>doctor</c>: asks each configured platform whether the settings work, and says what to do where they do not.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommonOptions options, Terminal terminal)
    {
        var command = new Command("doctor", "Check the settings of the channels with their platforms and say what to mend.");
        command.SetAction(async (_, token) =>
        {
            var exit = await RunAsync(Checks(options.Host), terminal, token);
            await terminal.Out.WriteLineAsync(options.Host.Summaries is { } summaries
                ? $"Summaries: {summaries}, asked by \"card … --fresh\" only; not tried here."
                : "Summaries: off, cards show what digests say. The README says how to have a model write some on demand.");
            return exit;
        });
        return command;
    }

    /// <summary>One a configured channel.</summary>
    private static IReadOnlyList<IChannelCheck> Checks(HostOptions host) =>
    [
        .. host.Slack is { } slack ? [new SlackCheck(slack)] : Array.Empty<IChannelCheck>(),
        .. host.Teams is { } teams ? [new TeamsCheck(teams, TimeProvider.System)] : Array.Empty<IChannelCheck>(),
    ];

    internal static async Task<int> RunAsync(IReadOnlyList<IChannelCheck> checks, Terminal terminal, CancellationToken cancellationToken)
    {
        if (checks.Count == 0)
            await terminal.Out.WriteLineAsync("No channel is configured, which is fine: the local page works without. The README says how to connect Slack and Teams.");
        var wrong = 0;
        foreach (var check in checks)
        {
            await terminal.Out.WriteLineAsync(check.Channel);
            foreach (var result in await check.RunAsync(cancellationToken))
            {
                await terminal.Out.WriteLineAsync($"  {(result.IsWell ? "ok   " : "WRONG")} {result.What}");
                if (result.Remedy is { } remedy)
                    await terminal.Out.WriteLineAsync($"        → {remedy}");
                wrong += result.IsWell ? 0 : 1;
            }
        }

        return wrong == 0 ? DigestBotCommandLine.Done : DigestBotCommandLine.Failed;
    }
}
