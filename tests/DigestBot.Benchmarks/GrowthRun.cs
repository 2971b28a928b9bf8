using System.CommandLine;
using DigestBot.Ingestion.Reading;
using DigestBot.Tests.Ingestion;

namespace DigestBot.Benchmarks;

/// <summary>
/// <c>growth [--characters N]</c>: every sample, with every fragment repeated in every place, at sizes that double up to N; what reading it takes of CPU and memory, and
/// which cases grow faster than their size.
/// </summary>
internal static class GrowthRun
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(2);
    private const double MostMegabytes = 300;
    private const int Smallest = 16_384;

    /// <summary>Below this a time says nothing.</summary>
    private static readonly TimeSpan Measurable = TimeSpan.FromMilliseconds(60);

    /// <summary>For twice the size, n log n and what a shared machine adds.</summary>
    private const double MostGrowth = 3;

    public static Command Create()
    {
        var characters = new Option<int>("--characters") { DefaultValueFactory = _ => 524_288 };
        var command = new Command("growth") { characters };
        command.SetAction(result => Run(result.GetValue(characters)));
        return command;
    }

    private static int Run(int largest)
    {
        List<SampleText> samples = [.. SampleText.In(Path.GetDirectoryName(Samples.Own("x"))!)];
        var (cases, bad) = (0, 0);
        var (longest, largestMegabytes) = (TimeSpan.Zero, 0.0);
        for (var number = 0; number < RepeatedFragment.CountOf(samples); number++)
        {
            var repeated = RepeatedFragment.Of(samples, number);
            var before = TimeSpan.Zero;
            for (var size = Smallest; size <= largest; size *= 2)
            {
                var (cpu, megabytes) = Read(repeated, size);
                // What was slow once is measured again: the machine is shared.
                if (cpu > Measurable && (cpu > Most || (before > Measurable && cpu > MostGrowth * before)))
                    cpu = Min(cpu, Read(repeated, size).Cpu);
                cases++;
                longest = cpu > longest ? cpu : longest;
                largestMegabytes = Math.Max(largestMegabytes, megabytes);
                var grows = before > Measurable && cpu > MostGrowth * before;
                if (cpu > Most || megabytes > MostMegabytes || grows)
                {
                    bad++;
                    Console.Error.WriteLine($"{size / 1024} k of {repeated.Name}: {cpu.TotalMilliseconds:0} ms, {megabytes:0} MB{(grows ? $", {cpu / before:0.0} times the half" : "")}");
                }

                before = cpu;
                if (cpu > Most)
                    break;
            }
        }

        Console.WriteLine($"{cases} cases of {samples.Count} samples: {bad} grow faster than n log n, take over {Most.TotalSeconds:0} s of CPU or over {MostMegabytes:0} MB; longest {longest.TotalMilliseconds:0} ms, most {largestMegabytes:0} MB.");
        return bad == 0 ? 0 : 1;
    }

    /// <summary>As the reading process does: what the collector sees at most above what was there before, and all CPU of the process.</summary>
    private static (TimeSpan Cpu, double Megabytes) Read(RepeatedFragment repeated, int size)
    {
        var bytes = repeated.Bytes(size);
        var held = GC.GetTotalMemory(forceFullCollection: false);
        var start = Environment.CpuUsage.TotalTime;
        new FileReader(TextWriter.Null).Read(repeated.Name[..repeated.Name.IndexOf(' ', StringComparison.Ordinal)], bytes);
        var cpu = Environment.CpuUsage.TotalTime - start;
        return (cpu, Math.Max(0, GC.GetTotalMemory(forceFullCollection: false) - held) / 1e6);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
