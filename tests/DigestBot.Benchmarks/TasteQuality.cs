using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Taste;

namespace DigestBot.Benchmarks;

/// <summary>A day of a reader: what they liked before, the day's papers, and a subscription's words where there are any.</summary>
internal sealed record TasteReplay(string Reader, DateOnly Day, IReadOnlyList<string> Likes, IReadOnlyList<string> Candidates, IReadOnlyList<string> Relevant, string? Words);

/// <summary>
/// Orders the papers of each replay's day by the product's own taste and writes <c>reader TAB day TAB rank TAB id</c>. Likes come in order of days.
/// What is usual is learnt of the papers before each day only.
/// </summary>
internal static class TasteQuality
{
    private const int Step = 500;
    private static readonly DateOnly NoDay = new(2000, 1, 1);

    /// <summary><c>taste-quality --docs papers.jsonl[.gz] --replays replays.jsonl[.gz] --run out.tsv [--likes N] [--words] [--random SHARE]</c></summary>
    public static Command Create()
    {
        var docs = new Option<string>("--docs") { Description = "JSON lines (.gz too): arxiv_id, title, section, digest_date, abstract.", Required = true };
        var replays = new Option<string>("--replays") { Description = "JSON lines: reader, day, likes, candidates, relevant, words.", Required = true };
        var run = new Option<string>("--run") { Description = "The file to write.", Required = true };
        var likes = new Option<int>("--likes") { Description = "Only the first so many likes.", DefaultValueFactory = _ => int.MaxValue };
        var words = new Option<bool>("--words") { Description = "The words are the subscription's." };
        var random = new Option<double>("--random") { Description = "This share of the likes is replaced by random papers." };
        var command = new Command("taste-quality", "Orders days by what their readers liked.") { docs, replays, run, likes, words, random };
        command.SetAction(async (result, _) =>
        {
            var papers = JsonLines.Read(result.GetRequiredValue(docs), CorpusJson.Default.CorpusPaper);
            var asked = JsonLines.Read(result.GetRequiredValue(replays), TasteJson.Default.TasteReplay);
            await using var output = new StreamWriter(result.GetRequiredValue(run), append: false, new UTF8Encoding(false));
            var settings = new Settings(result.GetValue(likes), result.GetValue(words), result.GetValue(random));
            var cost = await Cost.OfAsync(() => Task.Run(() => Write(papers, asked, settings, output)));
            await Console.Error.WriteLineAsync($"{asked.Count} replays, {cost.Cpu.TotalMilliseconds / Math.Max(1, asked.Count):0.0} ms CPU each, with all analysis");
        });
        return command;
    }

    private sealed record Settings(int Likes, bool Words, double Random);

    private static void Write(IReadOnlyList<CorpusPaper> papers, IReadOnlyList<TasteReplay> replays, Settings settings, StreamWriter output)
    {
        var ordered = papers.OrderBy(paper => paper.DigestDate).ToList();
        var features = ordered.ToDictionary(paper => paper.ArxivId, paper => PaperFeatures.Of(Paper(paper)));
        var days = ordered.ToDictionary(paper => paper.ArxivId, paper => paper.DigestDate);
        var random = new Random(1);
        // As in a store that grows: what is usual is learnt anew with every five hundred papers, and a store begins with some weeks of papers.
        var steps = replays.GroupBy(replay => Math.Max(Background.MostPapers, ordered.Count(paper => paper.DigestDate < replay.Day) / Step * Step));
        foreach (var step in steps.OrderBy(step => step.Key))
        {
            var background = new Background([.. ordered.Take(step.Key).TakeLast(Background.MostPapers).Select(paper => features[paper.ArxivId])]);
            var vectors = new Dictionary<string, PaperVector>();
            foreach (var replay in step)
            {
                TasteSignal[] signals =
                [
                    .. replay.Likes.Take(settings.Likes)
                        .Select(id => random.NextDouble() < settings.Random ? ordered[random.Next(ordered.Count)].ArxivId : id)
                        .Where(features.ContainsKey).Select(id => new TasteSignal(Vector(id), SignalKind.Liked, Corpus.Start(days[id]))),
                ];
                var prior = settings.Words && replay.Words is { } words ? background.Weigh(background.Vector(PaperFeatures.Of(Filter(words)))) : null;
                var judge = new Judge(PersonalTaste.Learn(background, signals, []), prior, Corpus.Start(replay.Day));
                var ranked = replay.Candidates.Where(features.ContainsKey).OrderByDescending(id => judge.Score(Vector(id)));
                foreach (var (index, id) in ranked.Index())
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{replay.Reader}\t{replay.Day:yyyy-MM-dd}\t{index + 1}\t{id}"));
            }

            PaperVector Vector(string id) => vectors.TryGetValue(id, out var known) ? known : vectors[id] = background.Vector(features[id]);
        }
    }

    /// <summary>Without authors: the readers of some replays are authors.</summary>
    private static Paper Paper(CorpusPaper paper) => new(
        0, null, null, paper.Title, TitleMade: false, [], [Corpus.Category(paper)], paper.DigestDate, DayEstimated: false, [paper.Abstract], new Dictionary<string, Summary>(), Url: null);

    private static Query Filter(string words) =>
        QueryParser.Parse(words, new QueryContext([], NoDay, QueryMode.Filter)).Value ?? throw new InvalidOperationException($"\"{words}\" is not understood.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TasteReplay))]
internal sealed partial class TasteJson : JsonSerializerContext;
