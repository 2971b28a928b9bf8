using DigestBot.Papers;

namespace DigestBot.Tests.Taste;

/// <summary>Papers of two fields and of none, so that a taste has something to tell apart.</summary>
internal static class TastePapers
{
    private static readonly string[] Graphs = ["graph neural network", "message passing", "node classification", "link prediction", "graph transformer", "heterophily", "knowledge graph", "graph pooling"];
    private static readonly string[] Speech = ["speech recognition", "speaker diarization", "acoustic model", "voice conversion", "phoneme alignment", "text to speech", "audio codec", "speech enhancement"];
    private static readonly string[] Others = ["protein folding", "weather forecast", "program repair", "traffic control", "legal contracts", "poker agents", "crop yield", "satellite images", "tax law", "chess engines"];

    /// <summary>On a day: first all others, then speech, then graphs, so that the file's order is nobody's taste.</summary>
    /// <param name="first">The number in the first paper's arXiv id.</param>
    public static Entry[] Day(int first, string category = "cs.LG") =>
    [
        .. Others.Concat(Speech).Concat(Graphs).Select((topic, i) => new Entry(i + 1)
        {
            ArxivId = ArxivId.TryParse($"2601.{first + i:D5}", out var id) ? id : null,
            Title = $"A study of {topic} number {first + i}",
            Authors = [$"Author {(char)('A' + (i % 26))} Person"],
            Categories = [category],
            Abstract = [Abstract(topic, i)],
        }),
    ];

    public static bool IsGraph(Paper paper) => Graphs.Any(topic => paper.Title.Contains(topic, StringComparison.Ordinal));

    public static bool IsSpeech(Paper paper) => Speech.Any(topic => paper.Title.Contains(topic, StringComparison.Ordinal));

    /// <summary>Every field's papers share its words.</summary>
    private static string Abstract(string topic, int i) => i switch
    {
        < 10 => $"We look at {topic} in the wild and report what was found after many months.",
        < 18 => $"We improve {topic} for spoken language with acoustic features of audio recordings.",
        _ => $"We improve {topic} on graphs whose nodes and edges carry features.",
    };
}
