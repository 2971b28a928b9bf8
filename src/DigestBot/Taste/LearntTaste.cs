using DigestBot.Data;
using DigestBot.Papers;

namespace DigestBot.Taste;

/// <summary>A feature a taste likes, with the papers it was learnt from, the newest first.</summary>
public sealed record LearntFeature(FeatureKind Kind, string Name, double Weight, IReadOnlyList<Paper> From);

/// <summary>What is believed of somebody, to be shown: the strongest features of each kind. Of several people the mean of each one's own.</summary>
public sealed record LearntTaste(IReadOnlyList<LearntFeature> Features, int Papers)
{
    /// <summary>How many of each kind are worth reading.</summary>
    private const int MostOfAKind = 4;

    /// <summary>Papers read to tell where a feature comes from.</summary>
    private const int MostPapers = 200;

    public static async Task<LearntTaste> ReadAsync(Session session, Tastes tastes, TasteOwner owner, CancellationToken cancellationToken)
    {
        var (background, members) = await tastes.LearntAsync(session, owner, cancellationToken);
        var rows = (await new TasteStore(session).SignalsAsync(owner, cancellationToken)).Where(row => PersonalTaste.Weight(row.Kind) > 0).ToList();
        var stored = (await new PaperStore(session).ListAsync([.. rows.Select(row => row.PaperId).OfType<long>().Distinct().Take(MostPapers)], cancellationToken)).ToDictionary(paper => paper.Id);
        var papers = rows.Take(MostPapers).Select(row => row.PaperId is { } id ? stored.GetValueOrDefault(id) : Tastes.Example(row)).OfType<Paper>().Distinct()
            .Select(paper => (Paper: paper, Vector: background.Vector(PaperFeatures.Of(paper)))).ToList();
        var names = new FeatureNames();
        papers.ForEach(one => names.Learn(one.Paper));
        var features = members.SelectMany(member => member.Weights.Features.Zip(member.Weights.Weights))
            .GroupBy(one => one.First, one => (double)one.Second / members.Count)
            .Select(one => (Feature: one.Key, Weight: one.Sum()))
            .OrderByDescending(one => one.Weight).ThenBy(one => one.Feature)
            .Select(one => (Named: names.Find(one.Feature), one.Weight, From: papers.Where(paper => paper.Vector.Has(one.Feature)).Select(paper => paper.Paper)))
            .Where(one => one.Named is not null)
            .GroupBy(one => one.Named!.Value.Kind)
            .SelectMany(kind => kind.Take(MostOfAKind).Select(one => new LearntFeature(kind.Key, one.Named!.Value.Name, one.Weight, [.. one.From])))
            .OrderBy(feature => feature.Kind).ThenByDescending(feature => feature.Weight);
        return new LearntTaste([.. features], rows.Count);
    }

    /// <summary>What of a paper speaks for it, the strongest first.</summary>
    internal static IReadOnlyList<string> Reasons(Judge judge, PaperVector vector, Paper paper, int most)
    {
        var names = new FeatureNames();
        names.Learn(paper);
        return [.. judge.Parts(vector).Select(part => names.Find(part.Feature)?.Name).OfType<string>().Distinct().Take(most)];
    }
}
