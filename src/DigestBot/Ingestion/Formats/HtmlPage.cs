using AngleSharp.Dom;

namespace DigestBot.Ingestion.Formats;

/// <summary>Which elements of a page are about which papers.</summary>
internal sealed class HtmlPage
{
    private const int MostUntaken = 1_000;

    /// <summary>Links to one paper in different places: arXiv, a publisher, a repository.</summary>
    private const int MostOfOne = 8;

    // An entry of a list is about one thing, whatever the next one is about.
    private static readonly string[] Items = ["li", "tr", "article", "dt"];

    private readonly Dictionary<IElement, Subjects> _subjects = [];
    private readonly HashSet<IElement> _taken = [];

    public HtmlPage(IDocument document)
    {
        var links = document.QuerySelectorAll("a[href]").Select(HtmlLink.Of).OfType<HtmlLink>().ToList();
        foreach (var link in links)
        {
            for (var element = link.Anchor; element is not null; element = element.ParentElement)
            {
                if (!_subjects.TryGetValue(element, out var known))
                    _subjects[element] = known = new Subjects();
                if (!known.Add(link))
                    break;
            }
        }

        // Of the links in one card the one to arXiv tells most, then the one with the title.
        Papers = [.. links.GroupBy(Around).Select(card => card.OrderByDescending(link => link.IsArxiv).ThenByDescending(link => link.IsTitled).ThenByDescending(link => link.IsDoi).First()).DistinctBy(link => link.Key)];
        foreach (var link in Papers)
            _taken.Add(Around(link));
    }

    /// <summary>The first link to each paper.</summary>
    public IReadOnlyList<HtmlLink> Papers { get; }

    /// <summary>The largest element around a link that is about its paper only.</summary>
    public IElement Around(HtmlLink link)
    {
        var box = link.Anchor;
        while (box.ParentElement is { } parent && parent.LocalName is not ("body" or "html") && _subjects[parent].IsOne
            && !(Items.Contains(box.LocalName) && HtmlCard.HasTitle(box, link)) && !HasTwin(box, parent))
            box = parent;
        return box;
    }

    /// <summary>List items with a link beside those that were taken.</summary>
    public IEnumerable<IElement> Untaken() =>
        _taken.Where(box => box.LocalName is "li" or "tr").Select(box => box.ParentElement).OfType<IElement>().Distinct()
            .SelectMany(parent => parent.Children).Where(item => !_taken.Contains(item) && item.QuerySelector("a[href^=http]") is not null).Take(MostUntaken);

    /// <summary>Elements of one kind and class side by side are entries, also those without a link to a paper.</summary>
    private static bool HasTwin(IElement box, IElement parent) =>
        box.ClassName is { Length: > 0 } name && box.LocalName is "div" or "section" && parent.Children.Any(other => other != box && other.LocalName == box.LocalName && other.ClassName == box.ClassName);

    private sealed class Subjects
    {
        private string? _arxiv;
        private string? _doi;
        private string? _titled;
        private readonly HashSet<string> _keys = [];
        private bool _several;

        public bool IsOne => !_several;

        /// <summary>False where it makes no difference any more: two papers are as many as a thousand.</summary>
        public bool Add(HtmlLink link)
        {
            if (_several)
                return false;
            if (link.IsArxiv)
                _several |= (_arxiv ??= link.Key) != link.Key;
            if (link.IsDoi)
                _several |= (_doi ??= link.Key) != link.Key;
            if (link.IsTitled)
                _several |= (_titled ??= link.Key) != link.Key;
            _keys.Add(link.Key);
            _several |= _keys.Count > MostOfOne;
            return true;
        }
    }
}
