using System.Text;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>Texts as a digest file has them → one <see cref="Summary"/> per language, failed ones missing.</summary>
internal sealed class SummaryFields
{
    private readonly Dictionary<string, Summary> _byLanguage = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Summary> ByLanguage => _byLanguage;

    /// <param name="label">What the file calls it; kept with what is no field of ours.</param>
    public void Put(FieldKind kind, string label, string field)
    {
        if (FailedSummary.OrMissing(field) is not { } text)
            return;
        var language = SummaryLanguage.Of(text);
        var summary = _byLanguage.GetValueOrDefault(language, Summary.Empty);
        // Two labels of one kind (a background and a motivation) stay apart.
        if (Taken(summary, kind))
            kind = FieldKind.Other;
        _byLanguage[language] = kind switch
        {
            FieldKind.Tldr => summary with { Tldr = text },
            FieldKind.Motivation => summary with { Motivation = text },
            FieldKind.Method => summary with { Method = text },
            FieldKind.Result => summary with { Result = text },
            FieldKind.Conclusion => summary with { Conclusion = text },
            FieldKind.TranslatedTitle => summary with { Title = text },
            FieldKind.TranslatedAbstract => summary with { Abstract = text },
            _ => summary with { Other = (summary.Other is { } other ? other + "\n\n" : "") + $"{label}: {text}" },
        };
    }

    private static bool Taken(Summary summary, FieldKind kind) => kind switch
    {
        FieldKind.Tldr => summary.Tldr,
        FieldKind.Motivation => summary.Motivation,
        FieldKind.Method => summary.Method,
        FieldKind.Result => summary.Result,
        FieldKind.Conclusion => summary.Conclusion,
        FieldKind.TranslatedTitle => summary.Title,
        FieldKind.TranslatedAbstract => summary.Abstract,
        _ => null,
    } is not null;

    /// <summary>Keeps a field's own lines (models write lists), without blank edges; mends breaks that were, or should have been, an escape.</summary>
    public static string Join(IReadOnlyList<string> lines, out bool mended)
    {
        mended = false;
        var (first, last) = (0, lines.Count - 1);
        while (first < last && string.IsNullOrWhiteSpace(lines[first]))
            first++;
        while (first < last && string.IsNullOrWhiteSpace(lines[last]))
            last--;
        var joined = (first == last ? lines[first] : Connect(lines, first, last, ref mended)).Trim();
        var broken = BrokenEscapes.BreakLines(joined);
        mended |= !ReferenceEquals(joined, broken) && broken.Length != joined.Length;
        return broken;
    }

    private static string Connect(IReadOnlyList<string> lines, int first, int last, ref bool mended)
    {
        var text = new StringBuilder(lines[first]);
        for (var i = first + 1; i <= last; i++)
        {
            var lost = BrokenEscapes.IsLostNewline(lines[i - 1], lines[i]);
            mended |= lost;
            text.Append(lost ? @"\n" : "\n").Append(lines[i]);
        }

        return text.ToString();
    }
}
