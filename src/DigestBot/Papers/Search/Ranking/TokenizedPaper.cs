namespace DigestBot.Papers.Search.Ranking;

/// <summary>A paper's tokens as numbers, field by field in the order of <see cref="IndexedTexts"/>: analysed once, scored as often as needed.</summary>
internal sealed record TokenizedPaper(Paper Paper, int[][] Fields)
{
    /// <summary>Stands between a field's parts, so that no phrase reaches across.</summary>
    public const int Gap = 0;

    public int Length(int field) => Fields[field].Length - Fields[field].AsSpan().Count(Gap);
}

/// <summary>Gives each token a number.</summary>
internal sealed class Tokenizer
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _tokens = [""];

    public int Count => _tokens.Count;

    public string this[int number] => _tokens[number];

    public int NumberOf(string token)
    {
        if (!_numbers.TryGetValue(token, out var number))
        {
            _numbers.Add(token, number = _tokens.Count);
            _tokens.Add(token);
        }

        return number;
    }

    public TokenizedPaper Read(Paper paper) => new(paper, [.. Enumerable.Range(0, IndexedTexts.Fields).Select(field => Read(IndexedTexts.Of(paper, field)))]);

    private int[] Read(IEnumerable<string> parts)
    {
        var sink = new Numbers(this, []);
        foreach (var part in parts)
        {
            if (sink.Text.Count > 0)
                sink.Text.Add(TokenizedPaper.Gap);
            TextAnalyzer.Run(part, ref sink);
        }

        return [.. sink.Text];
    }

    private readonly struct Numbers(Tokenizer tokenizer, List<int> text) : ITokenSink
    {
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup = tokenizer._numbers.GetAlternateLookup<ReadOnlySpan<char>>();

        public List<int> Text { get; } = text;

        public void Add(ReadOnlySpan<char> token, int start, int length) =>
            Text.Add(_lookup.TryGetValue(token, out var number) ? number : tokenizer.NumberOf(token.ToString()));
    }
}
