using DigestBot.Ingestion;

namespace DigestBot.Tests.Ingestion;

/// <summary>Damaged samples of every format. <c>DigestBot.Benchmarks fuzz</c> runs as many as you like, and watches the time.</summary>
public sealed class FuzzTests
{
    private const int Cases = 2_000;

    [Fact]
    public void No_damage_to_one_entry_costs_another()
    {
        var samples = SampleText.In(Repository.PathTo("seeds"));
        var lost = new List<string>();
        for (var seed = 0; seed < Cases; seed++)
        {
            var sample = samples[seed % samples.Count];
            var mutation = SampleMutation.Of(Path.GetFileName(sample.File), sample.Text, sample.Digest, seed);
            if (DigestText.Decode(mutation.Bytes, mutation.Name) is not { } text)
                lost.Add($"{seed}: {mutation.Name} is no text any more");
            else if (sample.EntriesStandAlone && mutation.Lost(DigestFormats.Detect(text)?.Parse(text).Entries ?? []) is { } entry)
                lost.Add($"{seed}: {mutation.Name} lost {entry.Title}");
        }

        Assert.Empty(lost);
    }

    [Fact]
    public void A_damaged_sample_is_the_same_for_the_same_seed_and_another_for_another()
    {
        var sample = SampleText.In(Repository.PathTo("seeds"))[0];
        byte[] Bytes(int seed) => SampleMutation.Of("x", sample.Text, sample.Digest, seed).Bytes;

        Assert.Equal(Bytes(7), Bytes(7));
        Assert.NotEqual(Bytes(7), Bytes(8));
    }
}
