using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>An entry while a format reads it: fields come in by kind, as text, and are tidied the same way for every format.</summary>
internal sealed class EntryDraft(int line)
{
    private const int LongestUrl = 2_000;
    private const int MostFields = 40;

    private readonly List<string> _categories = [];
    private readonly SortedSet<string> _repairs = new(StringComparer.Ordinal);
    private readonly SummaryFields _summaries = new();
    private string? _title;
    private string? _comment;
    private string? _codeUrl;
    private IReadOnlyList<string> _authors = [];
    private IReadOnlyList<string> _abstract = [];
    private ArxivId? _arxivId;
    private int? _version;
    private string? _url;
    private Doi? _doi;
    private string? _type;
    private string? _key;
    private readonly SortedDictionary<string, string> _fields = new(StringComparer.Ordinal);
    private DateOnly? _day;
    private DateOnly? _published;
    private bool _replaced;

    public int Line => line;

    public bool HasTitle => _title is not null;

    public bool HasLink => _arxivId is not null || _url is not null || _doi is not null;

    public bool HasAuthors => _authors.Count > 0;

    public bool HasKind => _type is not null;

    public bool HasText => _abstract.Count > 0 || _summaries.ByLanguage.Count > 0;

    public IEnumerable<LineNote> Repairs => _repairs.Select(text => new LineNote(line, new Remark(text)));

    /// <param name="text">The name of a UI text.</param>
    public void Mended(string text) => _repairs.Add(text);

    /// <summary>Puts a text where it belongs; the first of a kind stays.</summary>
    public void Put(FieldKind kind, string label, string text)
    {
        text = Mend(text).Replace('\u00A0', ' ');
        switch (kind)
        {
            case FieldKind.Title:
                Title(MarkupText.Line(text));
                break;
            case FieldKind.Doi:
                Doi(text);
                break;
            case FieldKind.ArxivId or FieldKind.Link or FieldKind.Pdf:
                Link(text);
                break;
            case FieldKind.Authors:
                Authors(AuthorLine(text));
                break;
            case FieldKind.MainCategory:
                MainCategory(text);
                break;
            case FieldKind.Categories:
                foreach (var category in text.Split([',', ';', '，', '；', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                    Category(category);
                break;
            case FieldKind.Day:
                _day ??= DayText.Find(text);
                break;
            case FieldKind.Published:
                _published ??= DayText.OfMoment(text);
                if (_published is null && DayText.Part(text) is { } part)
                    Appeared(part.Year, part.Month);
                break;
            case FieldKind.Announced:
                Announced(text);
                break;
            case FieldKind.Code:
                Code(text);
                break;
            case FieldKind.Comment:
                _comment ??= FailedSummary.OrMissing(Folded.White(MarkupText.Prose(text)));
                break;
            case FieldKind.Abstract:
                Abstract(MarkupText.Prose(text).Split('\n'));
                break;
            case FieldKind.Nothing:
                break;
            default:
                _summaries.Put(kind, label, text);
                break;
        }
    }

    public void Title(string text)
    {
        var title = Folded.White(text);
        // Bibliographies end a title like a sentence.
        if (title.EndsWith('.') && title.Length > 10 && title.LastIndexOfAny([' ', '.', '-'], title.Length - 2) < title.Length - 4)
            title = title[..^1];
        if (title.Length > 0)
            _title ??= title;
    }

    public void Authors(IReadOnlyList<string> names)
    {
        if (_authors.Count == 0)
            _authors = names;
    }

    public void Abstract(IReadOnlyList<string> lines)
    {
        if (_abstract.Count == 0 && FailedSummary.OrMissing(string.Join('\n', lines)) is not null)
            _abstract = Paragraphs.Of(lines);
    }

    /// <summary>An id, an address, or a Markdown link; anything else is passed over.</summary>
    public void Link(string text)
    {
        var url = LinkTarget.Unwrap(MarkdownLink.Target(text.Trim()) ?? text.Trim().Trim('<', '>', '*', '`'));
        if (url.Length > LongestUrl)
            return;
        if (url.StartsWith("oai:", StringComparison.OrdinalIgnoreCase))
            url = url[4..].Replace("arXiv.org:", "", StringComparison.OrdinalIgnoreCase);
        if (ArxivId.TryParse(url, out var id, out var version))
        {
            if (_arxivId is not null && _arxivId != id)
                return;
            (_arxivId, _version) = (id, version ?? _version);
            if (LinkTarget.IsWeb(url) && _url is null)
                _url = url;
        }
        else
        {
            if (Papers.Doi.TryParse(url, out var doi))
                _doi ??= doi;
            if (LinkTarget.IsWeb(url))
                _url ??= url;
        }
    }

    /// <summary>arXiv's own is its id.</summary>
    public void Doi(string text)
    {
        if (ArxivId.TryParse(text, out _))
            Link(text);
        else if (Papers.Doi.TryParse(text, out var doi))
            _doi ??= doi;
    }

    /// <summary>The kind of publication under BibTeX's name, and what cites it.</summary>
    public void Kind(string type, string? key = null) => (_type, _key) = (_type ?? type, _key ?? key);

    /// <summary>A bibliographic field under BibTeX's name; the first stays.</summary>
    public void Field(string name, string value)
    {
        var text = Folded.White(MarkupText.Line(value));
        if (text.Length is > 0 and <= LongestUrl && _fields.Count < MostFields)
            _fields.TryAdd(name, text);
    }

    /// <summary>The last page, behind a first one that came before it.</summary>
    public void ToPage(string last)
    {
        if (!_fields.TryGetValue("pages", out var first))
            Field("pages", last);
        else if (first != last && !first.Contains('-', StringComparison.Ordinal))
            _fields["pages"] = $"{first}--{Folded.White(last)}";
    }

    /// <summary>Year and month; the first that are given stay.</summary>
    public void Appeared(int year, int? month)
    {
        if (_fields.ContainsKey("year") || year is < 1000 or > 2999)
            return;
        _fields["year"] = $"{year}";
        if (month is { } known)
            _fields.TryAdd("month", $"{known}");
    }

    public void Version(int version) => _version ??= version;

    public void Published(DateOnly? day) => _published ??= day;

    public void Announced(string type) => _replaced |= type.Trim().StartsWith("replace", StringComparison.OrdinalIgnoreCase);

    public void MainCategory(string text)
    {
        if (text.Trim() is { Length: > 0 } category && !_categories.Contains(category, StringComparer.OrdinalIgnoreCase))
            _categories.Insert(0, category);
    }

    public void Category(string text)
    {
        if (FailedSummary.OrMissing(text) is { } category && !_categories.Contains(category, StringComparer.OrdinalIgnoreCase))
            _categories.Add(category);
    }

    /// <summary>Null where there is nothing to know a paper by.</summary>
    public Entry? ToEntry() => _title is null && _arxivId is null && _doi is null && _abstract.Count == 0
        ? null
        : new Entry(line)
        {
            ArxivId = _arxivId,
            Version = _arxivId is null ? null : _version,
            Url = _url,
            Title = _title,
            Authors = _authors,
            Categories = _categories,
            Abstract = _abstract,
            Summaries = _summaries.ByLanguage,
            Comment = _comment,
            CodeUrl = _codeUrl,
            Day = _day,
            Published = _published,
            Doi = _doi,
            Publication = _type is null && _fields.Count == 0 ? null : new Publication(_type ?? Publication.Misc) { Key = _key, Fields = _fields },
            Replaced = _replaced,
        };

    private void Code(string text)
    {
        var url = MarkdownLink.Target(text.Trim().Trim('*')) ?? text.Trim();
        if (LinkTarget.IsWeb(url) && url.Length <= LongestUrl)
            _codeUrl ??= url;
    }

    private IReadOnlyList<string> AuthorLine(string text)
    {
        var names = text.Trim().Trim('*').Trim();
        if (names.StartsWith('[') && PythonLiteral.Strings(names) is { } list)
            return list;
        var split = AuthorNames.Of(names, out var rejoined);
        if (rejoined)
            Mended(nameof(Strings.Note_MendedSuffix));
        return split;
    }

    private string Mend(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.AsSpan().ContainsAnyInRange('\u007F', '\u009F'))
            return text;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = BrokenEscapes.Mend(lines[i].EndsWith('\r') ? lines[i][..^1] : lines[i], out var mended);
            if (mended.HasFlag(BrokenEscapes.Mended.Latex))
                Mended(nameof(Strings.Note_MendedLatex));
            if (mended.HasFlag(BrokenEscapes.Mended.ControlCharacters))
                Mended(nameof(Strings.Note_MendedControl));
        }

        return string.Join('\n', lines);
    }
}
