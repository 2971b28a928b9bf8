using System.CommandLine;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Papers.Generated;
using DigestBot.WebChat;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Host.CommandLine;

/// <summary>
/// <c>say TEXT [--as USER] [--in CONVERSATION] [--at TIME] [--json]</c>: one command through the dispatcher of the chats; exit 1 when it was
/// not understood.
/// </summary>
internal static class SayCommand
{
    public static Command Create(CommonOptions options, Terminal terminal)
    {
        var text = CommonOptions.Several("text", "What to say, as in a chat.", "TEXT", mark: "--");
        var user = new Option<string>("--as") { Description = "Who says it.", DefaultValueFactory = _ => "me", HelpName = "USER" };
        var conversation = new Option<string?>("--in") { Description = "A shared conversation, such as #nlp; else the user's direct chat.", HelpName = "CONVERSATION" };
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "When it is said (2026-01-27T12:00Z); else now.",
            HelpName = "TIME",
            CustomParser = result => CommandLineDates.Moment(result),
        };
        var json = CommonOptions.Json();
        var command = new Command("say", "Say something to the bot and read its answer.") { text, user, conversation, at, json };
        command.SetAction((result, token) => RunAsync(
            options, result, terminal, string.Join(' ', result.GetRequiredValue(text)), result.GetRequiredValue(user), result.GetValue(conversation),
            result.GetValue(at), result.GetValue(json), token));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions options, ParseResult result, Terminal terminal, string text, string user, string? shared, DateTimeOffset? at, bool json,
        CancellationToken cancellationToken)
    {
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        TimeProvider time = at is { } moment ? new StoppedClock(moment) : await MovableClock.OpenAsync(database, TimeProvider.System, cancellationToken);
        using var summaries = options.Host.Summaries is { } model ? new SummaryWriter(model, database, time, NullLogger<SummaryWriter>.Instance) : null;
        var processor = new CommandProcessor(database, time, new CommandDefaults(options.Host.Zone) { Calendar = options.Host.Calendar }, NullLogger<CommandProcessor>.Instance, summaries: summaries);
        var channel = new WebChatChannel(database, time);
        var incoming = new IncomingMessage(
            $"say-{Guid.NewGuid():N}", WebChatReceiver.Conversation(user, shared), new Sender(user, user), text);
        if (await new WebChatReceiver(database, processor, time).ReceiveAsync(incoming, cancellationToken) is not { } answer)
        {
            await terminal.Error.WriteLineAsync("The bot that serves this store answers that; its answer is in the conversation.");
            return DigestBotCommandLine.Done;
        }

        var dispatcher = new Dispatcher(database, [channel], time, NullLogger<Dispatcher>.Instance);
        await new ChannelSender(database, dispatcher, channel, time, NullLogger<ChannelSender>.Instance).DrainAsync(cancellationToken);

        if (json)
            await terminal.Out.WriteLineAsync(MessageJson.Serialize(answer.Message));
        else
            await terminal.Out.WriteLineAsync(PlainText.Render(answer.Message));
        return answer.Understood ? DigestBotCommandLine.Done : DigestBotCommandLine.Failed;
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
