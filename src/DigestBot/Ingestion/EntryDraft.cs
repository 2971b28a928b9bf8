using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>An entry while a format reads it: fields come in by kind, as text, and are tidied the same way for every format.</summary>
internal sealed class EntryDraft(int line)
{
    private const int LongestUrl = 2_000;

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
    private DateOnly? _day;
    private DateOnly? _published;
    private bool _replaced;

    public int Line => line;

    public bool HasTitle => _title is not null;

    public bool HasLink => _arxivId is not null || _url is not null;

    public bool HasText => _abstract.Count > 0 || _summaries.ByLanguage.Count > 0;

    public IEnumerable<LineNote> Repairs => _repairs.Select(text => new LineNote(line, new Remark(text)));

    /// <param name="text">The name of a UI text.</param>
    public void Mended(string text) => _repairs.Add(text);

    /// <summary>Puts a text where it belongs; the first of a kind stays.</summary>
    public void Put(FieldKind kind, string label, string text)
    {
        text = Mend(text);
        switch (kind)
        {
            case FieldKind.Title:
                Title(text);
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
                _published ??= DayText.Find(text);
                break;
            case FieldKind.Announced:
                Announced(text);
                break;
            case FieldKind.Code:
                Code(text);
                break;
            case FieldKind.Comment:
                _comment ??= FailedSummary.OrMissing(Folded.White(text));
                break;
            case FieldKind.Abstract:
                Abstract(text.Split('\n'));
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
        var url = MarkdownLink.Target(text.Trim()) ?? text.Trim().Trim('<', '>', '*', '`');
        if (url.Length > LongestUrl)
            return;
        if (url.StartsWith("oai:", StringComparison.OrdinalIgnoreCase))
            url = url[4..].Replace("arXiv.org:", "", StringComparison.OrdinalIgnoreCase);
        if (ArxivId.TryParse(url, out var id, out var version))
        {
            if (_arxivId is not null && _arxivId != id)
                return;
            (_arxivId, _version) = (id, version ?? _version);
            if (IsWeb(url) && _url is null)
                _url = url;
        }
        else if (IsWeb(url))
        {
            _url ??= url;
        }
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
    public Entry? ToEntry() => _title is null && _arxivId is null && _abstract.Count == 0
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
            Replaced = _replaced,
        };

    public static bool IsWeb(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private void Code(string text)
    {
        var url = MarkdownLink.Target(text.Trim().Trim('*')) ?? text.Trim();
        if (IsWeb(url) && url.Length <= LongestUrl)
            _codeUrl ??= url;
    }

    /// <summary>Names parted by semicolons, where there are any, else by commas; a Python list is taken as one.</summary>
    private IReadOnlyList<string> AuthorLine(string text)
    {
        var names = text.Trim().Trim('*').Trim();
        if (names.StartsWith('[') && PythonLiteral.Strings(names) is { } list)
            return list;
        if (names.Contains(';', StringComparison.Ordinal) || names.Contains('；', StringComparison.Ordinal))
            return names.Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var split = AuthorNames.Split(names.Replace('，', ',').Replace('、', ','), out var rejoined);
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
