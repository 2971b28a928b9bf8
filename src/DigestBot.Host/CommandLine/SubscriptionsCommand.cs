using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Digests.Watching;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

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
        var conversations = new ConversationStore(session);
        foreach (var subscription in await new SubscriptionStore(session).AllAsync(cancellationToken))
        {
            var to = (await conversations.FindAsync(subscription.ConversationId, cancellationToken))!.Reference;
            var owner = subscription.OwnerId is { } id ? await conversations.FindPersonAsync(id, cancellationToken) : null;
            await WriteAsync(new ExportedLine(to, owner?.ExternalId, owner?.Name, subscription.ToCommand()));
        }

        foreach (var watch in await new Watches(session).AllAsync(cancellationToken))
            await WriteAsync(new ExportedLine((await conversations.FindAsync(watch.ConversationId, cancellationToken))!.Reference, null, null, watch.ToCommand()));
        return DigestBotCommandLine.Done;

        Task WriteAsync(ExportedLine line) => terminal.Out.WriteLineAsync(JsonSerializer.Serialize(line, ExportedLineJson.Readable.ExportedLine));
    }

    private static async Task<int> ImportAsync(CommonOptions options, ParseResult result, Terminal terminal, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new StoreException($"There is no file {path}.");
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        await using var session = await database.WriteAsync(cancellationToken);
        var (added, known, number) = (0, 0, 0);
        foreach (var line in await File.ReadAllLinesAsync(path, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (await AddAsync(session, line, cancellationToken) is not { } isNew)
            {
                // All or nothing: a list that was mended can simply be imported again.
                await terminal.Error.WriteLineAsync($"{path}, line {number} is neither a subscription nor a watch. Nothing was imported.");
                return DigestBotCommandLine.Failed;
            }

            (added, known) = isNew ? (added + 1, known) : (added, known + 1);
        }

        await session.CommitAsync(cancellationToken);
        await terminal.Error.WriteLineAsync($"{added} added, {known} known already.");
        return DigestBotCommandLine.Done;
    }

    /// <summary>Whether it was new; null where the line is not understood.</summary>
    private static async Task<bool?> AddAsync(Session session, string text, CancellationToken cancellationToken)
    {
        if (Read(text) is not { Conversation: { } to, Command: { } command } line)
            return null;
        return command.Split(' ', 2, StringSplitOptions.TrimEntries) switch
        {
            [var verb, var wanted] when verb.Equals("subscribe", StringComparison.OrdinalIgnoreCase) => await SubscribeAsync(session, line, wanted, cancellationToken),
            [var verb, .. var source] when verb.Equals("watch", StringComparison.OrdinalIgnoreCase) =>
                await new Watches(session).AddAsync((await new ConversationStore(session).KnowAsync(to, cancellationToken)).Id, source is [var one] ? one : "", TimeProvider.System.GetUtcNow(), cancellationToken),
            _ => null,
        };
    }

    private static async Task<bool?> SubscribeAsync(Session session, ExportedLine line, string words, CancellationToken cancellationToken)
    {
        var (everything, rest) = EverythingWord.Take(words);
        var now = TimeProvider.System.GetUtcNow();
        var context = new QueryContext(await new PaperStore(session).KnownCategoriesAsync(cancellationToken), DateOnly.FromDateTime(now.UtcDateTime), QueryMode.Filter) { MayOnlyExclude = everything };
        if (SubscriptionParser.Parse(rest, context).Value is not { } request || (request.Filter.IsEmpty && !everything))
            return null;

        var conversations = new ConversationStore(session);
        var conversation = await conversations.KnowAsync(line.Conversation, cancellationToken);
        var owner = line.Owner is { } id ? await conversations.KnowAsync(line.Conversation.Channel, new Sender(id, line.OwnerName ?? id), cancellationToken) : null;
        var except = request.Except is { } name ? await conversations.FindSharedAsync(name, conversation, cancellationToken) : null;
        var schedule = request.Schedule.Over(Schedule.Default("UTC"));
        var subscription = new Subscription(
            0, conversation.Id, 0, owner?.Id, request.Filter, schedule,
            new SubscriptionOptions(
                request.Top ?? SubscriptionOptions.DefaultTop, request.Language ?? "en", request.Compact ?? false, request.SayWhenEmpty ?? false,
                request.IncludeReplaced ?? false) { Except = except is null ? null : new OtherPlace(except.Id, except.DisplayName) },
            SubscriptionState.Active, null, null, now, CutOff: null, schedule.Next(now));
        var store = new SubscriptionStore(session);
        if ((await store.ListAsync(conversation.Id, cancellationToken)).Any(other => other.ToCommand() == subscription.ToCommand()))
            return false;
        await store.AddAsync(subscription, cancellationToken);
        return true;
    }

    private static ExportedLine? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ExportedLineJson.Readable.ExportedLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record ExportedLine(ConversationReference Conversation, string? Owner, string? OwnerName, string Command);

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ExportedLine))]
internal sealed partial class ExportedLineJson : JsonSerializerContext
{
    public static readonly ExportedLineJson Readable = new(new JsonSerializerOptions(ReadableJson.Options())
    {
        Converters = { new JsonStringEnumConverter<ConversationKind>() },
    });
}
