namespace DigestBot.Papers.Search.Ranking;

/// <summary>A paper's tokens as numbers, field by field in the order of <see cref="IndexedTexts"/>: analysed once, scored as often as needed.</summary>
/// <param name="Paper">Whose they are.</param>
/// <param name="Fields">The numbers of the tokens of each field, in order.</param>
/// <param name="HasHan">Some of it is in Han, kana or Hangul.</param>
/// <param name="HasOther">Some of it is not.</param>
internal sealed record TokenizedPaper(Paper Paper, ulong[][] Fields, bool HasHan, bool HasOther)
{
    /// <summary>Stands between a field's parts, so that no phrase reaches across.</summary>
    public const ulong Gap = 0;

    public static TokenizedPaper Of(Paper paper)
    {
        var sink = new Numbers(new Reading());
        var fields = new ulong[IndexedTexts.Fields][];
        for (var field = 0; field < fields.Length; field++)
        {
            sink.Reading.Text.Clear();
            foreach (var part in IndexedTexts.Of(paper, field))
            {
                if (sink.Reading.Text.Count > 0)
                    sink.Reading.Text.Add(Gap);
                TextAnalyzer.Run(part, ref sink);
            }

            fields[field] = [.. sink.Reading.Text];
        }

        return new TokenizedPaper(paper, fields, sink.Reading.HasHan, sink.Reading.HasOther);
    }

    /// <summary>
    /// Its hash (FNV-1a): a table of the words of a few hundred papers would take longer to make than their analysis, and of 64 bits no two words of a store share all.
    /// </summary>
    /// <remarks>http://www.isthe.com/chongo/tech/comp/fnv/</remarks>
    public static ulong NumberOf(ReadOnlySpan<char> token)
    {
        var hash = 14695981039346656037;
        foreach (var letter in token)
            hash = (hash ^ letter) * 1099511628211;
        return hash;
    }

    public int Length(int field) => Fields[field].Length - Fields[field].AsSpan().Count(Gap);

    private sealed class Reading
    {
        public List<ulong> Text { get; } = [];
        public bool HasHan { get; set; }
        public bool HasOther { get; set; }
    }

    private readonly struct Numbers(Reading reading) : ITokenSink
    {
        public Reading Reading => reading;

        public void Add(ReadOnlySpan<char> text, int start, int length)
        {
            reading.Text.Add(NumberOf(text));
            if (RankedTerms.IsHan(text))
                reading.HasHan = true;
            else
                reading.HasOther = true;
        }
    }
}
