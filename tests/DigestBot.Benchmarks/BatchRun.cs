using System.CommandLine;
using System.Globalization;
using System.Text;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Benchmarks;

/// <summary>
/// Asks a judged set's queries through the product's own store and search, and writes <c>query-id TAB document-id TAB rank TAB score</c>,
/// best first.
/// </summary>
internal static class BatchRun
{
    /// <summary><c>search-quality --docs docs.jsonl[.gz] --queries queries.jsonl --run out.tsv [--top 100]</c></summary>
    public static Command SearchQuality() => Create("search-quality", "Searches for each query.", async (set, session, query, top) =>
    {
        var known = await new PaperStore(session).KnownCategoriesAsync(default);
        var parsed = QueryParser.Parse(query.Text, new QueryContext(known, JudgedSet.Today, QueryMode.Search));
        if (parsed.Value is null)
            await Console.Error.WriteLineAsync($"query {query.Id} was not understood: {parsed.Mistake}");
        return parsed.Value is { } understood ? (await new PaperSearch(session).FindAsync(understood, top, default)).Hits : [];
    });

    /// <summary><c>related --docs … --queries … --run … [--top 100]</c>; a query's text is a document's id.</summary>
    public static Command Related() => Create("related", "Finds the papers related to each query's document.", async (set, session, query, top) =>
        await set.PaperAsync(session, query.Text) is { } paper ? await new RelatedPapers(session).FindAsync(paper, top, default) : []);

    private static Command Create(string name, string description, Func<JudgedSet, Data.Session, JudgedQuery, int, Task<IReadOnlyList<Hit>>> find)
    {
        var docs = new Option<string>("--docs") { Description = "JSON lines (.gz too): id, title, body, zh.", Required = true };
        var queries = new Option<string>("--queries") { Description = "JSON lines: id, text.", Required = true };
        var run = new Option<string>("--run") { Description = "The file to write.", Required = true };
        var top = new Option<int>("--top") { Description = "How many hits at most.", DefaultValueFactory = _ => 100 };
        var command = new Command(name, description) { docs, queries, run, top };
        command.SetAction(async (result, _) =>
        {
            await using var set = await JudgedSet.LoadAsync(result.GetRequiredValue(docs));
            await using var output = new StreamWriter(result.GetRequiredValue(run), append: false, new UTF8Encoding(false));
            var asked = JudgedSet.Queries(result.GetRequiredValue(queries));
            var cost = await Cost.OfAsync(async () =>
            {
                foreach (var query in asked)
                    await WriteAsync(set, query, result.GetValue(top), find, output);
            });
            await Console.Error.WriteLineAsync($"{asked.Count} queries, {cost.Cpu.TotalMilliseconds / Math.Max(1, asked.Count):0.0} ms CPU each");
        });
        return command;
    }

    private static async Task WriteAsync(
        JudgedSet set, JudgedQuery query, int top, Func<JudgedSet, Data.Session, JudgedQuery, int, Task<IReadOnlyList<Hit>>> find, StreamWriter output)
    {
        await using var session = await set.Database.ReadAsync(default);
        var hits = await find(set, session, query, top);
        var papers = (await new PaperStore(session).ListAsync([.. hits.Select(hit => hit.PaperId)], default)).ToDictionary(paper => paper.Id);
        for (var i = 0; i < hits.Count; i++)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{query.Id}\t{set.DocumentOf(papers[hits[i].PaperId])}\t{i + 1}\t{hits[i].Score:0.######}"));
    }
}
