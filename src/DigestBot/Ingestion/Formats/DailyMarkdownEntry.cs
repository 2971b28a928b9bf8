using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// One entry of the daily Markdown while its lines come in. A label counts only at the start of a line and only in the
/// template's order, so "Method:" inside an abstract is text; <c>Abstract:</c> runs to <c>&lt;/details&gt;</c>.
/// </summary>
internal sealed class DailyMarkdownEntry(int line, DailyMarkdownHead head, string? section)
{
    private const int None = -1, Tldr = 0, Motivation = 1, Method = 2, Result = 3, Conclusion = 4, Abstract = 5;

    // The three spellings of the first are three generations of the template.
    private static readonly (string Label, int Field)[] Labels =
    [
        ("TL;DR:", Tldr), ("TLDR:", Tldr), ("Task:", Tldr), ("Motivation:", Motivation), ("Method:", Method),
        ("Result:", Result), ("Conclusion:", Conclusion), ("Abstract:", Abstract),
    ];

    private static readonly string[] Names = ["TL;DR", "Motivation", "Method", "Result", "Conclusion", "Abstract"];

    private readonly List<string>?[] _fields = new List<string>?[6];
    private readonly SortedSet<string> _repairs = new(StringComparer.Ordinal);
    private readonly List<LineNote> _strays = [];
    private IReadOnlyList<string>? _authors;
    private bool _authorsClosed = true;
    private string? _category;
    private int _field = None;
    private int _reached = None;
    private bool _details;

    public int Line => line;

    public bool IsClosed { get; private set; }

    public LineNote? Repair => _repairs.Count == 0 ? null : new LineNote(line, "mended: " + string.Join(", ", _repairs));

    public IReadOnlyList<LineNote> Strays => _strays;

    public void Mended(string what) => _repairs.Add(what);

    public void Add(int number, ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            if (!IsClosed && _field != None)
                _fields[_field]!.Add("");
            return;
        }

        if (IsClosed)
        {
            Stray(number, text);
            return;
        }

        if (text.TrimEnd() is "</details>")
        {
            IsClosed = true;
            return;
        }

        if (_field != Abstract && (IsDetails(text) || IsAuthors(text) || IsCategory(text)))
            return;
        if (IsLabel(text))
            return;
        if (_field == None)
            Stray(number, text);
        else
            _fields[_field]!.Add(text.ToString());
    }

    /// <summary>For a file that ends inside this entry: an unfinished summary field is left out, an unfinished abstract stays.</summary>
    public LineNote CutOff()
    {
        var left = "";
        if (_field is not (None or Abstract))
        {
            _fields[_field] = null;
            left = $"; its unfinished {Names[_field]} is left out";
        }
        else if (!_authorsClosed && _authors is { Count: > 0 } authors)
        {
            _authors = [.. authors.SkipLast(1)];
            left = "; its unfinished last author is left out";
        }

        return new LineNote(line, $"the file ends inside this entry{left}; send the complete file to mend it");
    }

    public Entry ToEntry()
    {
        return new Entry(line)
        {
            ArxivId = head.ArxivId,
            Version = head.Version,
            Url = DailyMarkdownHead.IsWebLink(head.Url) ? head.Url : null,
            Title = head.Title.Length > 0 ? head.Title : null,
            Authors = _authors ?? [],
            Categories = Categories(section, _category),
            Abstract = _fields[Abstract] is { } lines ? Paragraphs.Of(lines) : [],
            Summaries = SummaryFields.Group(Text(Tldr), Text(Motivation), Text(Method), Text(Result), Text(Conclusion)),
        };
    }

    private static IReadOnlyList<string> Categories(string? section, string? category) => (section, category) switch
    {
        (null or "", null or "") => [],
        (var one, null or "") => [one],
        (null or "", var one) => [one],
        var (one, other) => one == other ? [one] : [one, other],
    };

    private bool IsDetails(ReadOnlySpan<char> text)
    {
        var tag = text.Trim();
        if (tag is "<details>")
        {
            _details = true;
            _field = None;
            return true;
        }

        if (tag is not ("<summary>Details</summary>" or "<summary>Abstract</summary>"))
            return false;

        // The first generation has nothing but an abstract there, without a label.
        if (tag is "<summary>Abstract</summary>")
            Start(Abstract, "");
        else
            _field = None;
        return true;
    }

    private bool IsAuthors(ReadOnlySpan<char> text)
    {
        if (_authors is not null || _reached != None || _details || !text.StartsWith('*'))
            return false;
        var names = text[1..].TrimEnd();
        _authorsClosed = names.EndsWith("*");
        _authors = AuthorNames.Split(_authorsClosed ? names[..^1] : names, out var rejoined);
        if (rejoined)
            Mended("a name's suffix split off by a comma");
        return true;
    }

    private bool IsCategory(ReadOnlySpan<char> text)
    {
        const string Label = "Main category:";
        if (_category is not null || _reached != None || !text.StartsWith(Label))
            return false;
        _category = text[Label.Length..].Trim().ToString();
        return true;
    }

    private bool IsLabel(ReadOnlySpan<char> text)
    {
        // Under a label-less abstract one "Abstract:" may still stand at its very start.
        var atStart = _field == Abstract && _fields[Abstract]!.TrueForAll(string.IsNullOrWhiteSpace);
        foreach (var (label, field) in Labels)
        {
            if (!text.StartsWith(label))
                continue;
            if (field <= _reached && !(atStart && field == Abstract))
                return false;
            Start(field, text[label.Length..].TrimStart().ToString());
            return true;
        }

        return false;
    }

    private void Start(int field, string text)
    {
        _field = _reached = field;
        _fields[field] = [text];
    }

    private void Stray(int number, ReadOnlySpan<char> text)
    {
        if (!text.IsWhiteSpace())
            _strays.Add(new LineNote(number, text.ToString()));
    }

    private string Text(int field)
    {
        if (_fields[field] is not { } lines)
            return "";
        var text = SummaryFields.Join(lines, out var mended);
        if (mended)
            Mended("line breaks in a summary");
        return text;
    }
}
