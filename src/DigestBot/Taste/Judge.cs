using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace DigestBot.Taste;

/// <summary>
/// A taste together with what a subscription asks for by itself: its words and authors count as a few likes more. Scores are in standard
/// deviations above what papers of the store usually get, so that they can be compared between people. Pure.
/// </summary>
internal sealed class Judge
{
    /// <summary>How many likes a subscription's words are worth (docs/taste.md).</summary>
    private const double PriorLikes = .7;

    /// <summary>How far [More of this] and [Less of this] lift and lower a paper: what was said outright counts more than what was learnt.</summary>
    private const double EditStep = 20;

    /// <summary>Below everything else.</summary>
    private const double Last = -1000;

    private readonly PersonalTaste _taste;
    private readonly Dictionary<ulong, float> _weights;
    private readonly float[] _topics;
    private double _mean;
    private readonly double _deviation;

    /// <param name="taste">Whose.</param>
    /// <param name="prior">A subscription's words and authors; null without any.</param>
    /// <param name="now">Older signals weigh less beside the prior.</param>
    public Judge(PersonalTaste taste, WeightVector? prior, DateTimeOffset now)
    {
        _taste = taste;
        var strength = taste.Strength(now);
        var share = prior is null ? 1 : (float)(strength / (strength + PriorLikes));
        _weights = new Dictionary<ulong, float>(taste.Weights.Features.Length + (prior?.Features.Length ?? 0));
        _topics = new float[taste.Weights.Topics.Length];
        var variance = Add(taste.Weights, share) + (prior is null ? 0 : Add(prior, 1 - share));
        _deviation = Math.Sqrt(variance);
    }

    /// <summary>In standard deviations; about 0 for a paper that says nothing to this taste.</summary>
    public double Score(PaperVector paper)
    {
        var score = _deviation > 0 ? (Raw(paper) - _mean) / _deviation : 0;
        foreach (var edit in _taste.Edits)
        {
            if (edit.Kind != EditKind.Forget && edit.Features.All(paper.Has))
                score += edit.Kind == EditKind.More ? EditStep : -EditStep;
        }

        return _taste.IsUnwanted(paper) ? Last : score;
    }

    /// <summary>What each of a paper's features adds, the strongest first.</summary>
    public IEnumerable<(ulong Feature, double Part)> Parts(PaperVector paper) =>
        paper.Features.Zip(paper.Weights, (feature, weight) => (Feature: feature, Part: (double)_weights.GetValueOrDefault(feature) * weight))
            .Where(part => part.Part > 0).OrderByDescending(part => part.Part).ThenBy(part => part.Feature);

    private double Add(WeightVector weights, float share)
    {
        for (var i = 0; i < weights.Features.Length; i++)
            CollectionsMarshal.GetValueRefOrAddDefault(_weights, weights.Features[i], out _) += share * weights.Weights[i];
        TensorPrimitives.MultiplyAdd(weights.Topics, share, _topics, _topics);
        _mean += share * weights.Mean;
        return share * share * weights.Variance;
    }

    private double Raw(PaperVector paper)
    {
        var sum = 0f;
        for (var i = 0; i < paper.Features.Length; i++)
        {
            if (_weights.TryGetValue(paper.Features[i], out var weight))
                sum += weight * paper.Weights[i];
        }

        return sum + TensorPrimitives.Dot(_topics, paper.Topics) - paper.Commonness;
    }
}
