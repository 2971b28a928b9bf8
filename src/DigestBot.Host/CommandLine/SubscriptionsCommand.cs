using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;

namespace DigestBot.Host.CommandLine;

/// <summary>
/// <c>subscriptions export</c>, <c>subscriptions import FILE</c>: one JSON object a line with the conversation and the command that makes the
/// subscription, or that has it told when digest files are late, so that a list can be read, edited and moved to another store.
/// </summary>
internal static class SubscriptionsCommand
{
    public static Command Create(CommonOptions options, Terminal terminal)
    {
        var export = new Command("export", "Print all subscriptions and watches, one JSON object a line.");
        export.SetAction((result, token) => ExportAsync(options, result, terminal, token));
        var path = new Argument<string>("path") { Description = "What export printed.", HelpName = "FILE" };
        var import = new Command("import", "Add subscriptions and watches; what is there already is left as it is.") { path };
        import.SetAction((result, token) => ImportAsync(options, result, terminal, terminal.Resolve(result.GetRequiredValue(path)), token));
        return new Command("subscriptions", "Who is sent what, as text.") { export, import };
    }

    private static async Task<int> ExportAsync(CommonOptions options, ParseResult result, Terminal terminal, CancellationToken cancellationToken)
    {
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        await using var session = await database.ReadAsync(cancellationToken);
        foreach (var line in await (await ListAsync(options, database, session, cancellationToken)).ExportAsync(cancellationToken))
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(line, ListedCommandJson.Readable.ListedCommand));
        return DigestBotCommandLine.Done;
    }

    private static async Task<int> ImportAsync(CommonOptions options, ParseResult result, Terminal terminal, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new StoreException($"There is no file {path}.");
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        await using var session = await database.WriteAsync(cancellationToken);
        var list = await ListAsync(options, database, session, cancellationToken);
        var (added, known, number) = (0, 0, 0);
        foreach (var line in await File.ReadAllLinesAsync(path, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Read(line) is not { Conversation: not null, Command: not null } read || await list.AddAsync(read, cancellationToken) is not { } isNew)
            {
                // All or nothing: a corrected list can simply be imported again.
                await terminal.Error.WriteLineAsync($"{path}, line {number} is neither a subscription nor a watch. Nothing was imported.");
                return DigestBotCommandLine.Failed;
            }

            (added, known) = isNew ? (added + 1, known) : (added, known + 1);
        }

        await session.CommitAsync(cancellationToken);
        await terminal.Error.WriteLineAsync($"{added} added, {known} known already.");
        return DigestBotCommandLine.Done;
    }

    private static async Task<SubscriptionList> ListAsync(CommonOptions options, Database database, Session session, CancellationToken cancellationToken) =>
        new(session, new CommandDefaults(options.Host.Zone) { Calendar = options.Host.Calendar }, (await MovableClock.OpenAsync(database, TimeProvider.System, cancellationToken)).GetUtcNow());

    private static ListedCommand? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ListedCommandJson.Readable.ListedCommand);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ListedCommand))]
internal sealed partial class ListedCommandJson : JsonSerializerContext
{
    public static readonly ListedCommandJson Readable = new(new JsonSerializerOptions(ReadableJson.Options())
    {
        Converters = { new JsonStringEnumConverter<ConversationKind>() },
    });
}
