using DigestBot.Faults;

namespace DigestBot.Benchmarks;

/// <summary><c>faults --seed N --kills K</c>: every fault tried on the real host, and what came of it.</summary>
internal static class FaultSuite
{
    /// <summary>True when every promise held.</summary>
    public static async Task<bool> RunAsync(int seed, int kills)
    {
        var verdicts = new List<Verdict>();
        foreach (var stage in Kills.Stages)
            verdicts.Add(await Told(Kills.RunAsync(stage, seed + verdicts.Count, kills, scale: 3)));

        var table = new Table("fault", "kills", "at work", "papers", "digests", "maybe delivered", "duplicates", "bound", "refused", "lost answers", "promises");
        foreach (var v in verdicts)
        {
            table.Add(
                v.Fault, $"{v.Kills}", $"{v.AtWork}", $"{v.Papers}", $"{v.Digests}", $"{v.MaybeDelivered}", $"{v.Duplicates}", $"{v.Bound}", $"{v.Refused}", $"{v.LostAnswers}",
                v.Broken.Count == 0 ? "held" : "BROKEN");
        }

        table.Print();
        foreach (var (fault, broken) in verdicts.SelectMany(v => v.Broken.Select(broken => (v.Fault, broken))))
            Console.WriteLine($"{fault}: {broken}");
        return verdicts.All(v => v.Broken.Count == 0);
    }

    private static async Task<Verdict> Told(Task<Verdict> run)
    {
        var verdict = await run;
        await Console.Error.WriteLineAsync($"{verdict.Fault}: {(verdict.Broken.Count == 0 ? "held" : "BROKEN")}");
        return verdict;
    }
}
