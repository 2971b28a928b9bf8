using System.Collections.Frozen;
using System.Text;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>Kinds of publications: what RIS, CSL, Zotero, PubMed and APIs call them → BibTeX's names.</summary>
internal static class PublicationKinds
{
    public const string Other = Publication.Misc;

    private static readonly FrozenDictionary<string, string> Kinds = new (string Kind, string Names)[]
    {
        ("article", "article|journalarticle|articlejournal|jour|jfull|journal|magazinearticle|mgzn|newspaperarticle|review|reviewarticle|researcharticle|a|articlemagazine|letter|editorial"),
        ("inproceedings", "proceedingsarticle|paperconference|conferencepaper|inproceedings|conferenceproceedings|conf|cpaper|conference|proceedingspaper|c|conferenceandworkshoppapers"),
        ("incollection", "bookchapter|chapter|chap|bookpart|booksection|s|bookseries"),
        ("book", "book|monograph|editedbook|ebook|b"),
        ("phdthesis", "thesis|dissertation|thes|phdthesis"),
        ("techreport", "report|rprt|techreport|working paper"),
        ("misc", "misc|preprint|postedcontent|unpb|gen|generic|webpage|elec|dataset|data|software|document|manuscript|article-preprint|unpublishedwork|informalandotherpublications|webarticle"),
    }
    .SelectMany(line => line.Names.Split('|').Select(name => KeyValuePair.Create(name, line.Kind))).DistinctBy(pair => pair.Key).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>"Something" for a kind nobody has told us.</summary>
    public static string Of(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsLetter(character))
                folded.Append(char.ToLowerInvariant(character));
        }

        return Kinds.GetValueOrDefault(folded.ToString(), Other);
    }
}
