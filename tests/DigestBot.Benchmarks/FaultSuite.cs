using DigestBot.Faults;

namespace DigestBot.Benchmarks;

/// <summary><c>faults --seed N --kills K</c>: every fault tried on the real host, and what came of it; <c>--only NAME</c>: one of them.</summary>
internal static class FaultSuite
{
    /// <summary>True when every promise held.</summary>
    public static async Task<bool> RunAsync(int seed, int kills, string? only)
    {
        IEnumerable<Fault> faults = [.. Kills.Stages.Select((stage, i) => new Fault(stage, IsQuick: false, _ => Kills.RunAsync(stage, seed + i, kills, scale: 3))), new Fault("graceful stops", IsQuick: false, _ => Stops.RunAsync(seed, kills)), .. Fault.All];
        Console.WriteLine("| fault | kills | at work | papers | digests | maybe delivered | duplicates | bound | refused | lost answers | promises |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var broken = new List<string>();
        foreach (var fault in faults.Where(fault => only is null || fault.Name == only))
        {
            if (fault.Missing() is { } reason)
            {
                Console.WriteLine($"| {fault} | not tried: {reason} | | | | | | | | | |");
                continue;
            }

            try
            {
                var v = await fault.RunAsync(seed);
                // At once: a run takes long, and what comes later may fail.
                Console.WriteLine(
                    $"| {fault} | {v.Kills} | {v.AtWork} | {v.Papers} | {v.Digests} | {v.MaybeDelivered} | {v.Duplicates} | {v.Bound} | {v.Refused} | {v.LostAnswers} | {(v.Broken.Count == 0 ? "held" : "BROKEN")} |");
                broken.AddRange(v.Broken.Select(promise => $"{fault}: {promise}"));
            }
            catch (InvalidOperationException exception)
            {
                broken.Add($"{fault}: {exception.Message}");
            }
        }

        broken.ForEach(Console.WriteLine);
        return broken.Count == 0;
    }
}
