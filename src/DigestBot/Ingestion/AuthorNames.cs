using System.Collections.Frozen;

namespace DigestBot.Ingestion;

/// <summary>Splits a digest file's author line at commas; "Jr.", "III" or "Ph.D." split off their owner are joined back.</summary>
internal static class AuthorNames
{
    private static readonly FrozenSet<string> Suffixes = new[]
    {
        "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "Ph.D.", "Ph.D", "PhD", "Ph. D.", "M.D.", "M.D", "MD", "Esq.",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyList<string> Split(ReadOnlySpan<char> line, out bool rejoined)
    {
        rejoined = false;
        var names = new List<string>();
        foreach (var part in line.Split(','))
        {
            var name = line[part].Trim();
            if (name.IsEmpty)
                continue;
            if (names.Count > 0 && Suffixes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            {
                // Bounded: a line of nothing but suffixes must not grow one name for ever.
                if (names[^1].Length < 100)
                    names[^1] = $"{names[^1]}, {name}";
                rejoined = true;
                continue;
            }

            names.Add(name.ToString());
        }

        return names;
    }
}
