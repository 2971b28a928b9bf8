using System.Globalization;
using System.Text.Json.Serialization;
using DigestBot.Data;
using DigestBot.Papers;

namespace DigestBot.Benchmarks;

/// <summary>A document of a judged set: <c>zh</c> stands where a Chinese summary would.</summary>
internal sealed record JudgedDocument(string Id, string? Title, string? Body, string? Zh);

/// <summary>A query of a judged set; for related papers its text is a document's id.</summary>
internal sealed record JudgedQuery(string Id, string Text);

/// <summary>The documents of a judged set as papers of a store. Each is given an arXiv id of its own: equal titles stay two papers.</summary>
internal sealed class JudgedSet : IAsyncDisposable
{
    private const int PerFile = 300;
    private const int IdsAMonth = 99_999;
    public static readonly DateOnly Today = new(2026, 11, 20);

    private readonly Store _store;
    private readonly Dictionary<string, string> _documents;

    private JudgedSet(Store store, Dictionary<string, string> documents) => (_store, _documents) = (store, documents);

    public Database Database => _store.Database;

    public static async Task<JudgedSet> LoadAsync(string path)
    {
        var documents = JsonLines.Read(path, JudgedJson.Default.JudgedDocument);
        var store = await Store.NewAsync();
        var number = 0;
        foreach (var some in documents.Chunk(PerFile))
        {
            var first = number;
            await Corpus.TakeAsync(store.Database, Today, $"-{first}", [.. some.Select((document, i) => Entry(document, i, first + i))]);
            number += some.Length;
        }

        await store.SettleAsync();
        return new JudgedSet(store, documents.Select((document, i) => (Id(i), document.Id)).ToDictionary(pair => pair.Item1, pair => pair.Item2));
    }

    public static IReadOnlyList<JudgedQuery> Queries(string path) => JsonLines.Read(path, JudgedJson.Default.JudgedQuery);

    /// <summary>The paper made of a document.</summary>
    public async Task<Paper?> PaperAsync(Session session, string document) =>
        ArxivId.TryParse(_documents.FirstOrDefault(pair => pair.Value == document).Key, out var id) ? await new PaperStore(session).FindAsync(id, default) : null;

    public string DocumentOf(Paper paper) => _documents[paper.ArxivId!.Value.Value];

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static Entry Entry(JudgedDocument document, int index, int number) => new(index + 1)
    {
        ArxivId = ArxivId.TryParse(Id(number), out var id) ? id : throw new InvalidOperationException($"{Id(number)} is no id."),
        Title = string.IsNullOrWhiteSpace(document.Title) ? null : document.Title.Trim(),
        Abstract = string.IsNullOrWhiteSpace(document.Body) ? [] : [document.Body.Trim()],
        Summaries = string.IsNullOrWhiteSpace(document.Zh) ? new Dictionary<string, Summary>() : new() { ["zh"] = Summary.Empty with { Tldr = document.Zh.Trim() } },
    };

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"{8001 + (number / IdsAMonth)}.{number % IdsAMonth:D5}");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(JudgedDocument))]
[JsonSerializable(typeof(JudgedQuery))]
internal sealed partial class JudgedJson : JsonSerializerContext;
