using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Host.CommandLine;

/// <summary><c>search QUERY [--top N] [--json]</c>: the search of the chats.</summary>
internal static class SearchCommand
{
    public static Command Create(CommonOptions options, Terminal terminal)
    {
        var words = CommonOptions.Several("query", "As after find in a chat.", "QUERY", mark: "--");
        var top = new Option<int>("--top") { Description = "How many hits at most.", DefaultValueFactory = _ => 10, HelpName = "N" };
        var json = CommonOptions.Json();
        var command = new Command("search", "Find papers.") { words, top, json };
        command.SetAction((result, token) =>
            RunAsync(options, result, terminal, string.Join(' ', result.GetRequiredValue(words)), result.GetValue(top), result.GetValue(json), token));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions options, ParseResult result, Terminal terminal, string text, int top, bool json, CancellationToken cancellationToken)
    {
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        var clock = await MovableClock.OpenAsync(database, TimeProvider.System, cancellationToken);
        await using var session = await database.ReadAsync(cancellationToken);
        var store = new PaperStore(session);
        var categories = await store.KnownCategoriesAsync(cancellationToken);
        var parsed = QueryParser.Parse(text, new QueryContext(categories, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), QueryMode.Search));
        if (parsed.Value is not { } query)
        {
            await terminal.Error.WriteLineAsync(PlainText.Render(Commands.MistakeAnswer.Of(parsed.Mistake!, "search").Message));
            return DigestBotCommandLine.Failed;
        }

        var found = await new PaperSearch(session).FindAsync(query, Math.Clamp(top, 1, 10_000), cancellationToken);
        var papers = await store.ListAsync(found.Ids, cancellationToken);
        if (json)
        {
            var hits = papers.Select(paper => new SearchHit(PaperReference.Of(paper), paper.ArxivId?.Value, paper.Title, paper.Categories, paper.Day)).ToList();
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new SearchHits(query.ToString(), found.Total, found.AtLeast, hits), SearchJson.Readable.SearchHits));
        }
        else
        {
            var lines = papers.Select((paper, i) => EntryLine.Compose(i + 1, paper, "en") with { Buttons = [] }).ToList<Block>();
            await terminal.Out.WriteLineAsync(PlainText.Render(new Message("", [new SmallPrint($"{(found.AtLeast ? "At least " : "")}{found.Total} found for {query}"), .. lines])));
        }

        return DigestBotCommandLine.Done;
    }
}

internal sealed record SearchHits(string Query, long Total, bool AtLeast, IReadOnlyList<SearchHit> Papers);

internal sealed record SearchHit(string Reference, string? ArxivId, string Title, IReadOnlyList<string> Categories, DateOnly Day);

[JsonSerializable(typeof(SearchHits))]
internal sealed partial class SearchJson : JsonSerializerContext
{
    public static readonly SearchJson Readable = new(ReadableJson.Options());
}
