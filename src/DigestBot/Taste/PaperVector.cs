using System.Numerics.Tensors;

namespace DigestBot.Taste;

/// <summary>A paper as a point in the space of a <see cref="Background"/>: sparse over features, dense over topics.</summary>
/// <param name="Features">Ascending.</param>
/// <param name="Weights">Of each feature; the blocks (words, phrases, authors, categories) each have a fixed length.</param>
/// <param name="Topics">Where it lies among the background's topics; empty where there are too few papers for topics.</param>
/// <param name="Commonness">How much it is like any paper: taken off every score.</param>
internal sealed record PaperVector(ulong[] Features, float[] Weights, float[] Topics, float Commonness)
{
    private const float NearTopics = .3f;

    public bool Has(ulong feature) => Array.BinarySearch(Features, feature) >= 0;

    /// <summary>Whether it may be much alike at all: on the same topics. Far cheaper than <see cref="Likeness"/>.</summary>
    public bool IsNear(PaperVector other) =>
        Topics.Length == 0 || TensorPrimitives.Dot(Topics, other.Topics) >= NearTopics * TensorPrimitives.SumOfSquares(Topics);

    /// <summary>Cosine of the texts, 1 for the same words.</summary>
    public double Likeness(PaperVector other)
    {
        var (sum, own, others) = (0.0, 0.0, 0.0);
        for (int i = 0, j = 0; i < Features.Length && j < other.Features.Length;)
        {
            if (Features[i] == other.Features[j])
                sum += Weights[i++] * other.Weights[j++];
            else if (Features[i] < other.Features[j])
                i++;
            else
                j++;
        }

        foreach (var weight in Weights)
            own += weight * weight;
        foreach (var weight in other.Weights)
            others += weight * weight;
        return sum == 0 ? 0 : sum / Math.Sqrt(own * others);
    }
}
