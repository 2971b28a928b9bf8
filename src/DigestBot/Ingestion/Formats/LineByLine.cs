namespace DigestBot.Ingestion.Formats;

/// <summary>Digest files with an entry in each line.</summary>
internal static class LineByLine
{
    /// <summary>Adds what a line holds, or says what is wrong with it: the name of a note.</summary>
    /// <param name="line">Neither blank nor with blanks around it.</param>
    /// <param name="number">Counts from 1.</param>
    /// <param name="list">What was read so far.</param>
    public delegate string? Reader(ReadOnlySpan<char> line, int number, DraftList list);

    public static ParsedDigest Parse(string format, DigestText text, Reader read)
    {
        var list = new DraftList();
        for (var i = 0; i < text.LineCount; i++)
        {
            var line = text.Line(i).Trim();
            if (!line.IsEmpty && read(line, i + 1, list) is { } wrong)
                list.Reject(i + 1, wrong);
        }

        return list.ToDigest(format);
    }
}
