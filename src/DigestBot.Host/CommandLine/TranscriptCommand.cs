using System.CommandLine;
using System.Globalization;
using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.WebChat;

namespace DigestBot.Host.CommandLine;

/// <summary><c>transcript [--as USER] [--in CONVERSATION]</c>: what was said in a local conversation, digests that were delivered among it.</summary>
internal static class TranscriptCommand
{
    public static Command Create(CommonOptions options, Terminal terminal)
    {
        var user = new Option<string>("--as") { Description = "Whose direct chat.", DefaultValueFactory = _ => "me", HelpName = "USER" };
        var conversation = new Option<string?>("--in") { Description = "A shared conversation, such as #nlp.", HelpName = "CONVERSATION" };
        var command = new Command("transcript", "Print what was said and delivered in a local conversation.") { user, conversation };
        command.SetAction((result, token) => RunAsync(options, result, terminal, WebChatReceiver.Conversation(result.GetRequiredValue(user), result.GetValue(conversation)), token));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions options, ParseResult result, Terminal terminal, ConversationReference reference, CancellationToken cancellationToken)
    {
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        await using var session = await database.ReadAsync(cancellationToken);
        var lines = await new Transcript(session).ReadAsync(reference, cancellationToken);
        foreach (var line in lines)
        {
            var who = line.OnlyFor is { } only ? $"DigestBot (only to {only})" : line.Who ?? "DigestBot";
            await terminal.Out.WriteLineAsync($"[{line.SaidAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC] {who}");
            await terminal.Out.WriteLineAsync(PlainText.Render(line.Message));
            await terminal.Out.WriteLineAsync();
        }

        if (lines.Count == 0)
            await terminal.Error.WriteLineAsync($"Nothing was said in {reference.Name} yet.");
        return DigestBotCommandLine.Done;
    }
}
