using System.CommandLine;
using System.Globalization;
using DigestBot.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

switch (args)
{
    case ["parse"]:
        ParseBenchmark.Run();
        return 0;
    case ["load"]:
        return await OnCorpusAsync(LoadBenchmark.RunAsync);
    case ["start"]:
        return await OnCorpusAsync(StartBenchmark.RunAsync);
    case ["memory"]:
        return await OnCorpusAsync(MemoryBenchmark.RunAsync);
    case ["search"]:
        return await OnCorpusAsync(SearchBenchmark.RunAsync);
    case ["sweep"]:
        return await OnCorpusAsync(papers => SweepBenchmark.RunAsync(papers, SweepBenchmark.Usually));
    case ["sweep", "--subscriptions", var many] when int.TryParse(many, out var subscriptions) && subscriptions > 0:
        return await OnCorpusAsync(papers => SweepBenchmark.RunAsync(papers, subscriptions));
    case ["drain"]:
        return await OnCorpusAsync(DeliveryBenchmark.DrainAsync);
    case ["lateness"]:
        return await OnCorpusAsync(DeliveryBenchmark.LatenessAsync);
    case ["slack", .. var bolt]:
        await SlackBenchmark.RunAsync(bolt is [var folder] ? folder : null);
        return 0;
    case ["search-quality" or "related" or "search-speed", ..]:
        return await new RootCommand { BatchRun.SearchQuality(), BatchRun.Related(), SpeedBenchmark.Create() }.Parse(args).InvokeAsync();
    case ["taste-sweep"]:
        return await OnCorpusAsync(TasteSpeed.SweepAsync);
    case ["taste-speed"]:
        return await OnCorpusAsync(TasteSpeed.RunAsync);
    case ["taste-quality", ..]:
        return await new RootCommand { TasteQuality.Create() }.Parse(args).InvokeAsync();
    case ["teams"]:
        return await OnCorpusAsync(TeamsBenchmark.RunAsync);
    case ["formats"]:
        FormatsBenchmark.Formats();
        return 0;
    case ["day"]:
        return await OnCorpusAsync(FormatsBenchmark.DayAsync);
    case ["jsonl"]:
        return await OnCorpusAsync(FormatsBenchmark.JsonLinesAsync);
    case ["fuzz" or "growth", ..]:
        return await new RootCommand { FuzzRun.Create(), GrowthRun.Create() }.Parse(args).InvokeAsync();
    case ["faults", "--seed", var seed, "--kills", var kills] when int.TryParse(seed, out var start) && int.TryParse(kills, out var count):
        return await FaultSuite.RunAsync(start, count, only: null) ? 0 : 1;
    case ["faults", "--seed", var seed, "--only", var fault] when int.TryParse(seed, out var start):
        return await FaultSuite.RunAsync(start, kills: 5, fault) ? 0 : 1;
    default:
        Console.Error.WriteLine("Say what to measure: parse, formats, fuzz, growth, day, jsonl, load, start, memory, search, sweep, drain, lateness, search-quality, related, search-speed, taste-quality, taste-speed, taste-sweep, slack, teams or faults.");
        return 2;
}

static async Task<int> OnCorpusAsync(Func<IReadOnlyList<CorpusPaper>, Task> measure)
{
    if (Corpus.Read() is not { } papers)
    {
        Console.Error.WriteLine(Samples.Missing);
        return 1;
    }

    await measure(papers);
    return 0;
}
