using System.CommandLine;
using DigestBot.Teams;

namespace DigestBot.Host.CommandLine;

/// <summary><c>teams pack</c>: the app package to upload to Microsoft Teams.</summary>
internal static class TeamsCommand
{
    public static Command Create(CommonOptions options, Terminal terminal)
    {
        var appId = new Option<string?>("--app-id") { Description = "The application (client) id of the bot's registration; else the configured one.", HelpName = "GUID" };
        var developer = new Option<string>("--developer") { Description = "Who runs this bot, as Teams shows it.", HelpName = "NAME", DefaultValueFactory = _ => "DigestBot" };
        var website = new Option<string>("--website")
        {
            Description = "An https address of theirs; Teams wants one, also for privacy and terms of use.", HelpName = "URL", DefaultValueFactory = _ => "https://example.org/",
        };
        var output = new Option<string>("--out") { Description = "Where to write it.", HelpName = "PATH", DefaultValueFactory = _ => "digestbot-teams.zip" };
        var pack = new Command("pack", "Make the app package (a zip of manifest and icons) to upload to Teams.") { appId, developer, website, output };
        pack.SetAction((result, token) => PackAsync(
            result.GetValue(appId) ?? options.Host.Teams?.AppId, result.GetValue(developer)!, result.GetValue(website)!, terminal.Resolve(result.GetValue(output)!), terminal, token));
        return new Command("teams", "Microsoft Teams.") { pack };
    }

    private static async Task<int> PackAsync(string? appId, string developer, string website, string path, Terminal terminal, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(appId, out var id))
        {
            await terminal.Error.WriteLineAsync(appId is null
                ? $"No app id: say --app-id GUID, or configure {HostOptions.Section}:Teams:AppId."
                : $"\"{appId}\" is no app id; they look like 22222222-2222-4222-8222-222222222222.");
            return DigestBotCommandLine.Usage;
        }

        if (!Uri.TryCreate(website, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            await terminal.Error.WriteLineAsync($"--website is \"{website}\". Teams takes https addresses only.");
            return DigestBotCommandLine.Usage;
        }

        await using (var file = File.Create(path))
            await AppPackage.WriteAsync(file, id.ToString(), developer, address, cancellationToken);
        await terminal.Out.WriteLineAsync(path);
        return DigestBotCommandLine.Done;
    }
}
