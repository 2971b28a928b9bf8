using System.Collections.Frozen;
using System.Text;

namespace DigestBot.Ingestion;

/// <summary>What a labelled field of a digest file holds.</summary>
internal enum FieldKind
{
    Title,
    TranslatedTitle,
    ArxivId,
    Authors,
    Link,
    Pdf,
    Doi,
    MainCategory,
    Categories,
    Day,
    Published,
    Code,
    Comment,
    Announced,
    Abstract,
    TranslatedAbstract,
    Tldr,
    Motivation,
    Method,
    Result,
    Conclusion,

    /// <summary>Kept under its own label.</summary>
    Other,

    /// <summary>Numbering and scores that tell a reader nothing.</summary>
    Nothing,
}

/// <summary>
/// The labels digest files give their fields, as Markdown labels, table headers and JSON keys: data, not code. Case, blanks, marks and
/// a plural do not matter.
/// </summary>
internal static class FieldNames
{
    private const int LongestName = 40;

    private static readonly FrozenDictionary<string, FieldKind> Kinds = new (FieldKind Kind, string Names)[]
    {
        (FieldKind.Title, "title|titles|paper title|article title|document title|papertitle|name|题目|标题|论文标题|title en|标题英文|英文标题"),
        (FieldKind.TranslatedTitle, "title zh|title cn|title ja|title ko|titlezh|titleja|translated title|title translation|中文标题|title en us|标题翻译|标题译文|题目翻译|タイトル"),
        (FieldKind.ArxivId, "id|arxiv id|arxiv|paper id|arxiv编号|编号|论文id"),
        (FieldKind.Authors, "author|authors|author list|author names|authorstring|author string|author full names|作者|作者列表|著者"),
        (FieldKind.Doi, "doi|doi url|doi link|article doi|publication doi"),
        (FieldKind.Link, "link|links|url|urls|paper links|abs|abs url|abstract url|paper|paper url|paper link|arxiv url|arxiv link|entry id|html url|链接|论文链接|原文链接|地址|リンク"),
        (FieldKind.Pdf, "pdf|pdf url|pdf link|pdf链接"),
        (FieldKind.MainCategory, "main category|primary category|primary|cate|section|primarycategory|arxiv primary category|primary subject|主分类|主类别|主要分类"),
        (FieldKind.Categories, "category|categories|subject|subjects|tag|tags|topic|topics|arxiv category|arxiv categories|分类|类别|学科|领域|カテゴリ"),
        (FieldKind.Day, "digest date|report date|last update|last updated|announce date|announced|announcement date|reportdate|listing date|发布日|日报日期"),
        (FieldKind.Published, "date|published|date published|published at|published online|first publication date|pub date|cover date|publish date|publication date|published date|publishdate|submitted|submitted date|submission date|year|publication year|pub year|日期|发布日期|发表日期|发布时间|提交日期|时间"),
        (FieldKind.Code, "code|code url|code link|repository|repo|github|github repo|repo url|代码|代码链接|项目地址"),
        (FieldKind.Comment, "comment|comments|note|notes|备注|评论|コメント"),
        (FieldKind.Announced, "announce type|announce|submission type|announcetype|type of announcement"),
        (FieldKind.Abstract, "abstract|abstracts|summary|abstract en|abstract note|abstract text|content html|content text|original abstract|paper abstract|abs text|摘要|摘要原文|原文摘要|英文摘要|论文摘要|アブストラクト|概要"),
        (FieldKind.TranslatedAbstract, "abstract zh|abstract cn|abstract ja|abstractzh|translation|translated abstract|abstract translation|摘要翻译|中文摘要|摘要译文|摘要中文|abstract lines"),
        (FieldKind.Tldr, "tl;dr|tldr|tl dr|task|one sentence summary|headline|headline zh|一句话总结|一句话要点|一句话|一句话概括|简介|概述|要点|ai摘要|ai summary|総括|要約|まとめ|요약"),
        (FieldKind.Motivation, "motivation|background|problem|动机|研究动机|背景|研究背景|问题|curiosity"),
        (FieldKind.Method, "method|methods|methodology|approach|方法|研究方法|核心方法|技术方法|concept"),
        (FieldKind.Result, "result|results|finding|findings|结果|实验结果|主要结果|发现"),
        (FieldKind.Conclusion, "conclusion|conclusions|结论|总结|研究结论"),
        (FieldKind.Other, "keyword|keywords|关键词|ai abstract|ai comment|data|relevance|highlight|innovation|创新点|亮点|应用场景|数据|journal ref|report no|acm class|msc class"),
        (FieldKind.Nothing, "#|no|index|rank|序号|updated|update date|version|score|scores|interest score|relevance score|similarity|similarity score|matching score|matched|matched keywords|matches|rating|layout|permalink|slug id|weight|draft|image|thumbnail|announced on|slug"),
    }
    .SelectMany(line => line.Names.Split('|').Select(name => (Name: Fold(name), line.Kind)))
    .DistinctBy(pair => pair.Name)
    .ToFrozenDictionary(pair => pair.Name, pair => pair.Kind, StringComparer.Ordinal);

    /// <summary>Null for a label nobody has told us.</summary>
    public static FieldKind? Of(ReadOnlySpan<char> label) =>
        label.Length is > 0 and <= LongestName && Kinds.TryGetValue(Fold(label), out var kind) ? kind : null;

    private static string Fold(ReadOnlySpan<char> label)
    {
        var folded = new StringBuilder(label.Length);
        foreach (var rune in label.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == '#')
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        return folded.ToString();
    }
}
