using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace DigestBot.Taste;

/// <summary>
/// What papers of this store are usually like, learnt from the newest <see cref="MostPapers"/>: how rare words and phrases are, and the topics
/// that words make together (<see cref="TopicSpace"/>). Tastes are measured against it. Pure and deterministic.
/// </summary>
/// <remarks>Two thousand papers order a day as well as twenty thousand do (docs/taste.md).</remarks>
internal sealed class Background
{
    public const int MostPapers = 2000;

    /// <summary>Of the lengths of the blocks, chosen on the readers of docs/taste.md.</summary>
    private const float PhraseLength = 1.5f;
    private const float AuthorLength = .4f;
    private const float CategoryLength = .1f;

    /// <summary>How fast a word's repetition stops counting, as in BM25.</summary>
    private const float Saturation = 1.2f;
    private const double Rareness = 1.15;

    /// <summary>How much of what is like any paper is taken off.</summary>
    private const float Centring = .6f;

    private readonly int _papers;
    private readonly Dictionary<ulong, int> _with = [];
    private readonly Dictionary<ulong, (float Mean, float Variance)> _usual = [];
    private readonly TopicSpace _topics;

    public Background(IReadOnlyList<PaperFeatures> papers)
    {
        _papers = papers.Count;
        foreach (var feature in papers.SelectMany(paper => paper.Words.Keys.Concat(paper.Phrases.Keys)))
            CollectionsMarshal.GetValueRefOrAddDefault(_with, feature, out _)++;
        var vectors = papers.Select(Sparse).ToList();
        _topics = TopicSpace.Learn([.. vectors.Zip(papers, (vector, paper) => Words(vector, paper))]);
        Measure(vectors);
    }

    public int TopicCount => _topics.Count;

    public PaperVector Vector(PaperFeatures paper)
    {
        var sparse = Sparse(paper);
        var common = 0f;
        for (var i = 0; i < sparse.Features.Length; i++)
        {
            if (_usual.TryGetValue(sparse.Features[i], out var usual))
                common += usual.Mean * sparse.Weights[i];
        }

        return new PaperVector(sparse.Features, sparse.Weights, _topics.Place(Words(sparse, paper)), Centring * common);
    }

    /// <summary>Weights, with what papers usually score under them: the mean and the variance, features taken as independent.</summary>
    public WeightVector Weigh(ulong[] features, float[] weights, float[] topics)
    {
        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < features.Length; i++)
        {
            if (!_usual.TryGetValue(features[i], out var usual))
                continue;
            mean += weights[i] * usual.Mean;
            variance += weights[i] * weights[i] * usual.Variance;
        }

        return new WeightVector(features, weights, topics, mean, variance + _topics.Variance(topics));
    }

    /// <summary>A paper's own vector as weights.</summary>
    public WeightVector Weigh(PaperVector paper) => Weigh(paper.Features, paper.Weights, paper.Topics);

    private SparseVector Sparse(PaperFeatures paper)
    {
        var all = new List<(ulong Feature, float Weight)>(paper.Words.Count + paper.Phrases.Count + paper.Authors.Count + paper.Categories.Count);
        Add(all, paper.Words, Rareness, 1);
        Add(all, paper.Phrases, 1, PhraseLength);
        Add(all, paper.Authors, AuthorLength);
        Add(all, paper.Categories, CategoryLength);
        all.Sort((left, right) => left.Feature.CompareTo(right.Feature));
        return new SparseVector([.. all.Select(one => one.Feature)], [.. all.Select(one => one.Weight)]);
    }

    private void Add(List<(ulong Feature, float Weight)> all, IReadOnlyDictionary<ulong, float> counts, double rareness, float length)
    {
        var (first, squares) = (all.Count, 0f);
        foreach (var (feature, count) in counts)
        {
            var with = _with.GetValueOrDefault(feature);
            var weight = count / (count + Saturation) * (float)Math.Pow(Math.Log(1 + ((_papers - with + .5) / (with + .5))), rareness);
            squares += weight * weight;
            all.Add((feature, weight));
        }

        Scale(CollectionsMarshal.AsSpan(all)[first..], squares == 0 ? 0 : length / MathF.Sqrt(squares));
    }

    private static void Add(List<(ulong Feature, float Weight)> all, IReadOnlyList<ulong> features, float length)
    {
        foreach (var feature in features)
            all.Add((feature, length / MathF.Sqrt(features.Count)));
    }

    private static void Scale(Span<(ulong Feature, float Weight)> block, float factor)
    {
        foreach (ref var one in block)
            one.Weight *= factor;
    }

    private static SparseVector Words(SparseVector vector, PaperFeatures paper)
    {
        var words = vector.Features.Index().Where(one => paper.Words.ContainsKey(one.Item)).ToList();
        return new SparseVector([.. words.Select(one => one.Item)], [.. words.Select(one => vector.Weights[one.Index])]);
    }

    private void Measure(List<SparseVector> vectors)
    {
        foreach (var vector in vectors)
        {
            for (var i = 0; i < vector.Features.Length; i++)
            {
                ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_usual, vector.Features[i], out _);
                sums = (sums.Mean + vector.Weights[i], sums.Variance + (vector.Weights[i] * vector.Weights[i]));
            }
        }

        foreach (var feature in _usual.Keys)
        {
            ref var sums = ref CollectionsMarshal.GetValueRefOrNullRef(_usual, feature);
            var mean = sums.Mean / vectors.Count;
            sums = (mean, (sums.Variance / vectors.Count) - (mean * mean));
        }
    }
}

/// <summary>A linear function of papers, and what papers usually score under it.</summary>
internal sealed record WeightVector(ulong[] Features, float[] Weights, float[] Topics, double Mean, double Variance);

/// <summary>Features in ascending order with their weights.</summary>
internal readonly record struct SparseVector(ulong[] Features, float[] Weights);
