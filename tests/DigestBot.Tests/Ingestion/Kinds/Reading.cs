using DigestBot.Ingestion;
using DigestBot.Papers;

namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>A text as the reader reads it.</summary>
internal static class Reading
{
    public static ParsedDigest Of(string text, string name = "")
    {
        var digest = DigestText.FromString(text, name);
        return DigestFormats.Detect(digest)!.Parse(digest);
    }

    public static Entry One(string text, string name = "") => Assert.Single(Of(text, name).Entries);
}
