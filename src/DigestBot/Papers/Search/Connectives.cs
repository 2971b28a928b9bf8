using System.Buffers;

namespace DigestBot.Papers.Search;

/// <summary>
/// Reads what people say between the parts of a query as what it means: <c>without</c> and <c>NOT</c> exclude, <c>or</c> is a comma, <c>by</c> before a
/// name is an author; words that only lead from one part to the next (<c>to</c>, <c>about</c>, <c>papers</c>) go. A search keeps its words where
/// nothing but words was said, as a title may hold any of them.
/// </summary>
internal sealed class Connectives
{
    private const int LongestName = 4;
    private static readonly char[] JoinSigns = ['/', '+', '|', '&', '和', '与', '及', '或'];
    private static readonly SearchValues<char> Joins = SearchValues.Create(JoinSigns);

    private readonly LexedText text;
    private readonly QueryContext context;
    private readonly List<Lexeme> read = [];
    private readonly HashSet<int> days = [];
    private int i;

    private Connectives(LexedText text, QueryContext context) => (this.text, this.context) = (text, context);

    private bool IsFilter => context.Mode == QueryMode.Filter;

    public static LexedText Read(LexedText text, QueryContext context) => new Connectives(text, context).Run();

    private LexedText Run()
    {
        while (i < text.Lexemes.Count)
        {
            if (QueryParser.DaysAt(text, i, context) is { } phrase)
            {
                for (var end = i + phrase.Words; i < end; i++)
                {
                    days.Add(read.Count);
                    read.Add(text.Lexemes[i]);
                }
            }
            else if (!Excluded() && !Author() && !Joined() && !CategoriesInOneWord())
            {
                read.Add(text.Lexemes[i++]);
            }
        }

        return text with { Lexemes = WithoutFillers() };
    }

    /// <summary><c>without surveys</c>, <c>NOT transformers</c>, <c>but not survey papers</c>: what follows is excluded, several words as a phrase.</summary>
    private bool Excluded()
    {
        var word = Word(i);
        var isNot = word is "not" && (text.Lexemes[i].Text == "NOT" || Word(i - 1) is "but" or "and" || (read.Count > 0 && IsKnown(read.Count - 1)));
        var says = isNot || word is "minus" or "excluding" || (word is "without" or "except" && (IsFilter || IsKnown(read.Count - 1))) || (word is "no" && read.Count > 0 && IsKnown(read.Count - 1));
        if (!says && Chinese(i) is null)
            return false;
        var start = i;
        var at = i + 1;
        if (Chinese(i) is { Length: > 0 } glued)
        {
            read.Add(new Lexeme(LexemeKind.Word, glued, text.Lexemes[i].Start, text.Lexemes[i].End) { Negated = true });
            i++;
            return true;
        }

        while (Word(at) is "any" or "all" or "the" or "about" or "on" || (Word(at) is "papers" && Word(at + 1) is "about" or "on" or "by"))
            at++;
        if (at >= text.Lexemes.Count || text.Lexemes[at] is { Kind: LexemeKind.Comma or LexemeKind.Gap } or { Negated: true })
            return false;
        i = at;
        if (text.Lexemes[i] is not { IsBare: true } || IsCategory(i))
        {
            read.Add(text.Lexemes[i] with { Start = text.Lexemes[start].Start, Negated = true });
            i++;
        }
        else if (!Author(negated: true))
        {
            var last = i;
            while (IsPlain(last + 1) && !FillerWords.IsLead(Word(last + 1)!))
                last++;
            var next = last + 1;
            while (last > i && FillerWords.Contains(Word(last)!))
                last--;
            var (from, to) = (text.Lexemes[i].Start, text.Lexemes[last].End);
            read.Add(new Lexeme(last > i ? LexemeKind.Phrase : LexemeKind.Word, last > i ? text.Text[from..to] : text.Lexemes[i].Text, text.Lexemes[start].Start, to) { Negated = true });
            i = next;
        }

        // "without surveys and benchmarks" excludes both, "without surveys and cs.LG" does not.
        if (Word(i) is "and" or "or" && IsPlain(i + 1))
        {
            read.Add(Comma(i++));
        }

        return true;
    }

    /// <summary>What follows 不要 and its like in the same word; empty where it is the next word, null where there is none.</summary>
    private string? Chinese(int at)
    {
        if (Word(at) is not { } word || (!IsFilter && !IsKnown(read.Count - 1)))
            return null;
        var lead = Array.Find(["不包括", "不包含", "不要", "不含", "排除", "除去", "去掉"], lead => word.StartsWith(lead, StringComparison.Ordinal));
        return lead is null ? null : text.Lexemes[at].Text[lead.Length..];
    }

    /// <summary><c>by Yann LeCun or Hinton</c>; in small letters only after "papers".</summary>
    private bool Author() => Author(negated: false);

    private bool Author(bool negated)
    {
        if (Word(i) is not ("by" or "from") || (Word(i) == "from" && !(i > 0 && Word(i - 1) is "papers")))
            return false;
        var afterPapers = Word(i - 1) is "papers" or "paper" or "articles" or "work" or "works" or "preprints" or "published" or "written" or "authored";
        if (Name(i + 1, afterPapers) == 0)
            return false;
        i++;
        while (Name(i, afterPapers) is > 0 and var count)
        {
            var (from, to) = (text.Lexemes[i].Start, text.Lexemes[i + count - 1].End);
            read.Add(new Lexeme(count > 1 ? LexemeKind.Phrase : LexemeKind.Word, count > 1 ? text.Text[from..to].TrimEnd('.') : text.Lexemes[i].Text, from, to) { Prefix = "by", Negated = negated });
            i += count;
            if (!(Word(i) is "or" or "and" or "&" || (i < text.Lexemes.Count && text.Lexemes[i].Kind == LexemeKind.Comma)) || Name(i + 1, afterPapers: false) == 0)
                break;
            i++;
        }

        return true;
    }

    /// <summary>How many words from here on are one name.</summary>
    private int Name(int at, bool afterPapers)
    {
        var count = 0;
        while (count < LongestName && IsPlain(at + count) && Word(at + count) is { } word && !FillerWords.IsLead(word) && word is not ("or" or "and" or "&") && !word.Any(char.IsAsciiDigit)
            && (afterPapers || char.IsUpper(text.Lexemes[at + count].Text[0]) || (count > 0 && word is "van" or "von" or "de" or "der" or "la" or "di")))
            count++;
        return count;
    }

    /// <summary>"or" is a comma; "and" too in a list (<c>a, b and c</c>), else it says nothing.</summary>
    private bool Joined()
    {
        if (Word(i) is not ("or" or "and" or "and/or" or "&" or "或" or "或者" or "以及" or "和" or "与"))
            return false;
        if (Word(i) is "or" or "and/or" or "或" or "或者" || IsList())
        {
            if (read.Count > 0 && i + 1 < text.Lexemes.Count && read[^1].Kind != LexemeKind.Comma)
                read.Add(Comma(i));
            i++;
            return true;
        }

        if (!IsFilter)
            return false;
        i++;
        return true;
    }

    /// <summary>Whether the words before this one, back to the last part of another kind, have a comma among them.</summary>
    private bool IsList()
    {
        for (var at = read.Count - 1; at > 0; at--)
        {
            if (read[at].Kind == LexemeKind.Comma)
                return !IsKnown(at - 1);
            if (IsKnown(at))
                return false;
        }

        return false;
    }

    /// <summary><c>cs.CL/cs.LG</c>.</summary>
    private bool CategoriesInOneWord()
    {
        var lexeme = text.Lexemes[i];
        if (!lexeme.IsBare || !lexeme.Text.AsSpan().ContainsAny(Joins) || IsCategory(i))
            return false;
        var parts = lexeme.Text.Split(JoinSigns, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || parts.Any(part => CategoryWords.Find(part, context) is null))
            return false;
        read.AddRange(parts.Select(part => new Lexeme(LexemeKind.Word, part, lexeme.Start, lexeme.End)));
        i++;
        return true;
    }

    /// <summary>Without the runs of words that lead from one part to another, or to and from the whole.</summary>
    private List<Lexeme> WithoutFillers()
    {
        // A search of words alone may be a title.
        if (!IsFilter && !Enumerable.Range(0, read.Count).Any(at => IsKnown(at) && read[at].Kind is LexemeKind.Word or LexemeKind.Phrase))
            return read;
        var kept = new List<Lexeme>(read.Count);
        for (var at = 0; at < read.Count;)
        {
            var end = at;
            while (end < read.Count && IsFiller(end))
                end++;
            if (end == at)
            {
                kept.Add(read[at++]);
                continue;
            }

            // "latest" leads to papers and categories only: a "new york taxi" is none.
            var touches = at == 0 || IsKnown(at - 1) || end == read.Count || IsKnown(end);
            while (end > at && FillerWords.IsSoft(read[end - 1].Text) && end < read.Count && !IsKnown(end))
                end--;
            if (!touches)
                kept.AddRange(read[at..end]);
            at = end;
            if (at < read.Count && !IsKnown(at))
                kept.Add(read[at++]);
        }

        return kept;
    }

    /// <summary>"a, b" is a list of what is looked for.</summary>
    private bool IsFiller(int at) => read[at].IsBare && !IsKnown(at) && !(at + 1 < read.Count && read[at + 1].Kind == LexemeKind.Comma) && (FillerWords.Contains(read[at].Text) || (FillerWords.IsSoft(read[at].Text) && (at == 0 || IsKnown(at - 1) || IsFiller(at - 1))));

    /// <summary>A category, a day, an author, anything with a sign or prefix, or what another parser took; and what lies outside the text.</summary>
    private bool IsKnown(int at) =>
        at < 0 || at >= read.Count || days.Contains(at) || read[at] is { Kind: LexemeKind.Gap or LexemeKind.Comma } || read[at].Prefix is not null || read[at].Negated
        || (read[at].IsBare && CategoryWords.Find(read[at].Text, context) is not null);

    private bool IsCategory(int at) => text.Lexemes[at].IsBare && CategoryWords.Find(text.Lexemes[at].Text, context) is not null;

    private bool IsPlain(int at) => Word(at) is { } && !IsCategory(at) && QueryParser.DaysAt(text, at, context) is null;

    private string? Word(int at) => at >= 0 && at < text.Lexemes.Count && text.Lexemes[at] is { IsBare: true } word ? word.Text.ToLowerInvariant() : null;

    private Lexeme Comma(int at) => new(LexemeKind.Comma, ",", text.Lexemes[at].Start, text.Lexemes[at].End);
}
