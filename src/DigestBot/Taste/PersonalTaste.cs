using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace DigestBot.Taste;

/// <summary>
/// One person's taste: weights over features, the mean of the papers they liked, kept or opened, where older ones count less. Linear, so that
/// each weight can be shown, and rebuilt from signals at any time. Pure.
/// </summary>
internal sealed class PersonalTaste
{
    /// <summary>After so long a signal counts half.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(180);

    /// <summary>The newest; older ones have faded.</summary>
    public const int MostSignals = 500;

    /// <summary>The strongest: beyond them a weight moves no paper.</summary>
    private const int MostFeatures = 4000;

    /// <summary>Cosine from which a paper is a near copy of a disliked one.</summary>
    private const double NearCopy = .5;

    /// <summary>Cosine from which disliked papers are alike; three of them dislike what is as like them.</summary>
    private const double Alike = .2;
    private const int Group = 3;

    private readonly DateTimeOffset _latest;
    private readonly double _strength;
    private readonly IReadOnlyList<(PaperVector Paper, double From)> _unwanted;

    private PersonalTaste(
        WeightVector weights, double strength, DateTimeOffset latest, IReadOnlyList<(PaperVector, double)> unwanted, IReadOnlyList<TasteEdit> edits) =>
        (Weights, _strength, _latest, _unwanted, Edits) = (weights, strength, latest, unwanted, edits);

    /// <summary>Each feature's part of the mean, the strongest only.</summary>
    public WeightVector Weights { get; }

    public IReadOnlyList<TasteEdit> Edits { get; }

    public bool IsEmpty => _strength == 0 && Edits.Count == 0 && _unwanted.Count == 0;

    /// <summary>How much a signal tells beside a like.</summary>
    public static double Weight(SignalKind kind) => kind switch
    {
        SignalKind.Liked or SignalKind.Saved or SignalKind.Given => 1,
        SignalKind.Opened => .3,
        _ => 0,
    };

    /// <summary>How many fresh likes it is worth.</summary>
    public double Strength(DateTimeOffset now) => _strength * Faded(now - _latest);

    public static PersonalTaste Learn(Background background, IReadOnlyList<TasteSignal> signals, IReadOnlyList<TasteEdit> edits)
    {
        var disliked = signals.Where(signal => signal.Kind == SignalKind.Disliked).Select(signal => signal.Paper).ToList();
        var telling = signals.Where(signal => Weight(signal.Kind) > 0).ToList();
        if (telling.Count == 0)
            return new PersonalTaste(background.Weigh([], [], new float[background.TopicCount]), 0, default, Unwanted(disliked), edits);

        var latest = telling.Max(signal => signal.At);
        var sums = new Dictionary<ulong, float>();
        var topics = new float[background.TopicCount];
        var strength = 0.0;
        foreach (var signal in telling)
        {
            var weight = (float)(Weight(signal.Kind) * Faded(latest - signal.At));
            strength += weight;
            for (var i = 0; i < signal.Paper.Features.Length; i++)
                CollectionsMarshal.GetValueRefOrAddDefault(sums, signal.Paper.Features[i], out _) += weight * signal.Paper.Weights[i];
            TensorPrimitives.MultiplyAdd(signal.Paper.Topics, weight, topics, topics);
        }

        foreach (var forgotten in edits.Where(edit => edit.Kind == EditKind.Forget).SelectMany(edit => edit.Features))
            sums.Remove(forgotten);
        (ulong Feature, float Weight)[] strongest = [.. sums.Select(pair => (pair.Key, pair.Value))];
        Array.Sort(strongest, (left, right) => right.Weight.CompareTo(left.Weight) is not 0 and var order ? order : left.Feature.CompareTo(right.Feature));
        var kept = strongest.AsSpan(0, Math.Min(MostFeatures, strongest.Length)).ToArray();
        TensorPrimitives.Divide(topics, (float)strength, topics);
        var weights = background.Weigh(Array.ConvertAll(kept, one => one.Feature), Array.ConvertAll(kept, one => (float)(one.Weight / strength)), topics);
        return new PersonalTaste(weights, strength, latest, Unwanted(disliked), edits);
    }

    /// <summary>A disliked paper, a near copy of one, or like a group of them.</summary>
    public bool IsUnwanted(PaperVector paper)
    {
        foreach (var (disliked, from) in _unwanted)
        {
            if (paper.IsNear(disliked) && paper.Likeness(disliked) >= from)
                return true;
        }

        return false;
    }

    private static IReadOnlyList<(PaperVector, double)> Unwanted(List<PaperVector> disliked) =>
        [.. disliked.Select(paper => (paper, disliked.Count(other => paper.Likeness(other) >= Alike) >= Group ? Alike : NearCopy))];

    private static double Faded(TimeSpan age) => Math.Pow(.5, Math.Max(0, age / HalfLife));
}
