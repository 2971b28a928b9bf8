using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// One entry of the daily Markdown while its lines come in. A plain label counts only at the start of a line and only in the
/// template's order, so "Method:" inside an abstract is text; <c>Abstract:</c> runs to <c>&lt;/details&gt;</c>.
/// </summary>
internal sealed class DailyMarkdownEntry(int line, DailyMarkdownHead head, string? section, DailyMarkdownLabels labels)
{
    private static readonly DailyMarkdownLabel LabelLessAbstract = new("Abstract", FieldKind.Abstract, int.MaxValue, Bold: false);

    private readonly List<(DailyMarkdownLabel Label, List<string> Lines)> _fields = [];
    private readonly SortedSet<string> _repairs = new(StringComparer.Ordinal);
    private readonly List<LineNote> _strays = [];
    private IReadOnlyList<string>? _authors;
    private bool _authorsClosed = true;
    private string? _category;
    private string? _translatedTitle;
    private bool _titleOpen;
    private bool _open;
    private int _reached = -1;
    private bool _details;

    public int Line => line;

    public bool IsClosed { get; private set; }

    public IEnumerable<LineNote> Repairs => _repairs.Select(text => new LineNote(line, new Remark(text)));

    public IReadOnlyList<LineNote> Strays => _strays;

    /// <param name="text">The name of a UI text.</param>
    public void Mended(string text) => _repairs.Add(text);

    public void Add(int number, ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            if (!IsClosed && _open)
                _fields[^1].Lines.Add("");
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

        if (!InAbstract && (IsDetails(text) || IsTranslatedTitle(text) || IsAuthors(text) || IsPlainAuthors(text) || IsCategory(text)))
            return;
        if (IsLabel(text))
            return;
        if (_open)
            _fields[^1].Lines.Add(text.ToString());
        else
            Stray(number, text);
    }

    /// <summary>For a file that ends inside this entry: an unfinished summary field is left out, an unfinished abstract stays.</summary>
    public LineNote CutOff()
    {
        var said = new Remark(nameof(Strings.Note_CutOff));
        if (_open && !InAbstract)
        {
            said = new Remark(nameof(Strings.Note_CutOffField), _fields[^1].Label.Kind == FieldKind.Tldr ? "TL;DR" : _fields[^1].Label.Text);
            _fields.RemoveAt(_fields.Count - 1);
        }
        else if (!_authorsClosed && _authors is { Count: > 0 } authors)
        {
            _authors = [.. authors.SkipLast(1)];
            said = new Remark(nameof(Strings.Note_CutOffAuthor));
        }

        return new LineNote(line, said);
    }

    public Entry ToEntry()
    {
        var summaries = new SummaryFields();
        if (_translatedTitle is not null)
            summaries.Put(FieldKind.TranslatedTitle, "Title", _translatedTitle);
        IReadOnlyList<string> paragraphs = [];
        string? comment = null;
        foreach (var (label, lines) in _fields)
        {
            if (label.Kind == FieldKind.Abstract)
                paragraphs = Paragraphs.Of(lines);
            else if (label.Kind == FieldKind.Comment)
                comment = FailedSummary.OrMissing(Folded.White(string.Join(' ', lines)));
            else
                summaries.Put(label.Kind, label.Text, Text(lines));
        }

        return new Entry(line)
        {
            ArxivId = head.ArxivId,
            Version = head.Version,
            Url = DailyMarkdownHead.IsWebLink(head.Url) ? head.Url : null,
            Title = head.Title.Length > 0 ? head.Title : null,
            Authors = _authors ?? [],
            Categories = Categories(section, _category),
            Abstract = paragraphs,
            Summaries = summaries.ByLanguage,
            Comment = comment,
        };
    }

    private bool InAbstract => _open && _fields[^1].Label is { Kind: FieldKind.Abstract, Bold: false };

    private static IReadOnlyList<string> Categories(string? section, string? category)
    {
        if (category is not null && !category.Contains(',', StringComparison.Ordinal))
            return (section, category) switch
            {
                (null or "", "") => [],
                (null or "", var one) => [one],
                (var one, "") => [one],
                var (one, other) => one == other ? [one] : [one, other],
            };
        IEnumerable<string> all = category?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return [.. all.Prepend(section ?? "").Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private bool IsDetails(ReadOnlySpan<char> text)
    {
        if (!text.Contains('<'))
            return false;
        var tag = text.Trim();
        if (tag is "<details>")
        {
            _details = true;
            _open = false;
            return true;
        }

        if (tag is not ("<summary>Details</summary>" or "<summary>Abstract</summary>"))
            return false;

        // The first generation has nothing but an abstract there, without a label.
        if (tag is "<summary>Abstract</summary>")
            Start(LabelLessAbstract, "");
        else
            _open = false;
        return true;
    }

    /// <summary><c>> *标题*</c> right below the heading.</summary>
    private bool IsTranslatedTitle(ReadOnlySpan<char> text)
    {
        if (_authors is not null || _fields.Count > 0)
            return false;
        var closed = text.TrimEnd().EndsWith("*");
        if (_translatedTitle is null && text.StartsWith("> *") && !text.StartsWith("> **"))
            _translatedTitle = Folded.White(text[3..].TrimEnd().TrimEnd('*').ToString());
        else if (_titleOpen && _translatedTitle is not null)
            _translatedTitle += (BrokenEscapes.IsLostNewline(_translatedTitle, text) ? @"\n" : " ") + Folded.White(text.TrimEnd().TrimEnd('*').ToString());
        else
            return false;
        _titleOpen = !closed;
        return true;
    }

    /// <summary>Some forks write the names right below the heading, without italics.</summary>
    private bool IsPlainAuthors(ReadOnlySpan<char> text)
    {
        if (_authors is not null || _details || _reached >= 0 || _fields.Count > 0 || _strays.Count > 0 || !NameLine.Is(text))
            return false;
        _authors = AuthorNames.Of(text.ToString(), out _);
        return true;
    }

    private bool IsAuthors(ReadOnlySpan<char> text)
    {
        if (_authors is not null || _reached >= 0 || _details || !text.StartsWith('*') || text.StartsWith("**"))
            return false;
        var names = text[1..].TrimEnd();
        var category = names.LastIndexOf("* | **");
        if (category >= 0 && names.EndsWith("**") && names.Length >= category + 8)
        {
            var label = names[(category + 6)..^2];
            _category = label[(label.IndexOf(':') + 1)..].Trim().ToString();
            names = names[..(category + 1)];
        }

        _authorsClosed = names.EndsWith("*");
        names = _authorsClosed ? names[..^1] : names;
        if (names.StartsWith('[') && PythonLiteral.Strings(names) is { } list)
        {
            _authors = list;
            return true;
        }

        _authors = AuthorNames.Split(names, out var rejoined);
        if (rejoined)
            Mended(nameof(Strings.Note_MendedSuffix));
        return true;
    }

    private bool IsCategory(ReadOnlySpan<char> text)
    {
        const string Label = "Main category:";
        if (_category is not null || _reached >= 0 || !text.StartsWith(Label))
            return false;
        _category = text[Label.Length..].Trim().ToString();
        return true;
    }

    private bool IsLabel(ReadOnlySpan<char> text)
    {
        // Only what starts like a label is looked up; an abstract has no bold ones.
        if (labels.Find(text, out var start) is not { } label || (label.Bold && InAbstract))
            return false;
        // Under a label-less abstract one "Abstract:" may still stand at its very start.
        var atStart = InAbstract && label.Kind == FieldKind.Abstract && _fields[^1].Lines.TrueForAll(string.IsNullOrWhiteSpace);
        if (label.Bold ? _fields.Exists(field => field.Label.Text == label.Text) : label.Order <= _reached && !atStart)
            return false;
        Start(label, text[start..].TrimStart().ToString());
        return true;
    }

    private void Start(DailyMarkdownLabel label, string text)
    {
        _open = true;
        if (!label.Bold)
            _reached = label.Order;
        _fields.Add((label, [text]));
    }

    private void Stray(int number, ReadOnlySpan<char> text)
    {
        if (!text.IsWhiteSpace() && !DailyMarkdownSections.IsFooter(text))
            _strays.Add(new LineNote(number, text.ToString()));
    }

    private string Text(List<string> lines)
    {
        var text = SummaryFields.Join(lines, out var mended);
        if (mended)
            Mended(nameof(Strings.Note_MendedBreaks));
        return text;
    }
}
