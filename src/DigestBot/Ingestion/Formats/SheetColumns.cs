using System.Collections.Frozen;
using System.Text;

namespace DigestBot.Ingestion.Formats;

/// <summary>What the columns of a table hold: by the names of Zotero, Scopus, PubMed, IEEE, Web of Science and what people call them.</summary>
internal static class SheetColumns
{
    private static readonly FrozenDictionary<string, string> Fields = new (string Field, string Names)[]
    {
        ("journal", "publicationtitle|sourcetitle|journal|journalbook|journaltitle|journalname|publicationname|venue|containertitle|secondarytitle|source|期刊"),
        ("booktitle", "booktitle|conferencename|proceedingstitle|conference"),
        ("volume", "volume|vol|卷"),
        ("number", "issue|number|issuenumber|期"),
        ("pages", "pages|page|pagerange|pagestart|startpage|firstpage|beginningpage|页码"),
        ("lastpage", "pageend|endpage|lastpage|endingpage"),
        ("publisher", "publisher|出版社"),
        ("issn", "issn"),
        ("isbn", "isbn|isbns"),
        ("type", "itemtype|documenttype|type|publicationtype|referencetype|entrytype|documentidentifier"),
        ("key", "key|citationkey|bibtexkey|citekey"),
        ("keywords", "manualtags|authorkeywords|keywords|keyword|indexkeywords|ieeeterms|关键词"),
        ("pmid", "pmid"),
        ("extra", "extra"),
        ("fullnames", "authorfullnames|authorfullname"),
    }
    .SelectMany(line => line.Names.Split('|').Select(name => KeyValuePair.Create(name, line.Field))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A bibliographic field; null for what is none.</summary>
    public static string? Field(string header) => header.Length > 40 ? null : Fields.GetValueOrDefault(Fold(header));

    public static bool IsKnown(string header) => Field(header) is not null || FieldNames.Of(header) is not null;

    private static string Fold(string header)
    {
        var folded = new StringBuilder(header.Length);
        foreach (var character in header)
        {
            if (char.IsLetterOrDigit(character))
                folded.Append(char.ToLowerInvariant(character));
        }

        return folded.ToString();
    }
}
