using System.Numerics.Tensors;

namespace DigestBot.Taste;

/// <summary>
/// The directions in which papers differ most by their words (latent semantic indexing): papers on one topic lie near each other even where
/// they share no rare word. Found by subspace iteration from a fixed start, so that the same papers give the same topics.
/// </summary>
/// <remarks>Halko, Martinsson and Tropp, Finding structure with randomness (2011), https://arxiv.org/abs/0909.4061, algorithm 4.4.</remarks>
internal sealed class TopicSpace
{
    private const int MostTopics = 50;

    /// <summary>Fewer papers than this for each topic, and a topic is a paper.</summary>
    private const int PapersForEach = 20;
    private const int Rounds = 3;
    private const int FewestPapersWithWord = 3;

    /// <summary>A word in more than a third of the papers tells nothing of their topics.</summary>
    private const int MostCommon = 3;

    /// <summary>The length of a place: how much topics count beside words and phrases.</summary>
    private static readonly float Length = MathF.Sqrt(.2f);

    private readonly Dictionary<ulong, float[]> _directions;
    private readonly float[] _middle;

    private TopicSpace(int count, Dictionary<ulong, float[]> directions) => (Count, _directions, _middle) = (count, directions, new float[count]);

    public int Count { get; }

    public static TopicSpace Learn(IReadOnlyList<SparseVector> papers)
    {
        var space = new TopicSpace(Math.Min(MostTopics, papers.Count / PapersForEach), Start(papers));
        if (space.Count == 0)
            return space;
        foreach (var (word, number) in space._directions.Keys.Order().Index().Select(pair => (pair.Item, pair.Index)).ToList())
            space._directions[word] = Noise(number, space.Count);
        var places = new float[papers.Count][];
        for (var round = 0; round < Rounds; round++)
        {
            space.Orthonormalise();
            for (var i = 0; i < places.Length; i++)
                places[i] = space.Project(papers[i]);
            space.Gather(papers, places);
        }

        space.Orthonormalise();
        foreach (var paper in papers)
            TensorPrimitives.Add(space._middle, space.Project(paper), space._middle);
        TensorPrimitives.Divide(space._middle, papers.Count, space._middle);
        return space;
    }

    /// <summary>A vector of fixed length around the middle of all papers; empty without topics.</summary>
    public float[] Place(SparseVector words)
    {
        if (Count == 0)
            return [];
        var place = Project(words);
        TensorPrimitives.Subtract(place, _middle, place);
        var length = TensorPrimitives.Norm(place);
        if (length > 0)
            TensorPrimitives.Multiply(place, Length / length, place);
        return place;
    }

    /// <summary>How much the places of papers differ along a vector: places are of one length, and differ in each topic alike.</summary>
    public double Variance(ReadOnlySpan<float> along) => Count == 0 ? 0 : Length * Length * TensorPrimitives.SumOfSquares(along) / Count;

    private static Dictionary<ulong, float[]> Start(IReadOnlyList<SparseVector> papers) =>
        papers.SelectMany(paper => paper.Features).CountBy(word => word)
            .Where(pair => pair.Value >= FewestPapersWithWord && pair.Value <= papers.Count / MostCommon)
            .ToDictionary(pair => pair.Key, _ => Array.Empty<float>());

    /// <summary>The same numbers on every machine, whatever becomes of the library's random numbers.</summary>
    private static float[] Noise(int row, int count)
    {
        var state = 88172645463325252UL + ((ulong)row * 2654435761);
        var noise = new float[count];
        for (var i = 0; i < count; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            noise[i] = ((state >> 40) / (float)(1 << 24)) - .5f;
        }

        return noise;
    }

    private float[] Project(SparseVector paper)
    {
        var place = new float[Count];
        for (var i = 0; i < paper.Features.Length; i++)
        {
            if (_directions.TryGetValue(paper.Features[i], out var direction))
                TensorPrimitives.MultiplyAdd(direction, paper.Weights[i], place, place);
        }

        return place;
    }

    private void Gather(IReadOnlyList<SparseVector> papers, float[][] places)
    {
        foreach (var direction in _directions.Values)
            Array.Clear(direction);
        for (var p = 0; p < places.Length; p++)
        {
            for (var i = 0; i < papers[p].Features.Length; i++)
            {
                if (_directions.TryGetValue(papers[p].Features[i], out var direction))
                    TensorPrimitives.MultiplyAdd(places[p], papers[p].Weights[i], direction, direction);
            }
        }
    }

    /// <summary>Gram-Schmidt over the topics.</summary>
    private void Orthonormalise()
    {
        float[][] rows = [.. _directions.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
        for (var topic = 0; topic < Count; topic++)
        {
            for (var earlier = 0; earlier < topic; earlier++)
            {
                var along = rows.Sum(row => (double)row[topic] * row[earlier]);
                foreach (var row in rows)
                    row[topic] -= (float)along * row[earlier];
            }

            var length = Math.Sqrt(rows.Sum(row => (double)row[topic] * row[topic]));
            foreach (var row in rows)
                row[topic] = length < 1e-12 ? 0 : (float)(row[topic] / length);
        }
    }
}
