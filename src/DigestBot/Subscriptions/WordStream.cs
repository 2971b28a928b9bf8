using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>A command's pieces, from which one reader after the other takes what it understands; the rest is the filter.</summary>
internal sealed class WordStream(LexedText text)
{
    private readonly bool[] taken = new bool[text.Lexemes.Count];

    public int Count => taken.Length;

    /// <summary>The word at a place in small letters; null past the end, for anything quoted, signed or prefixed, and for what was taken.</summary>
    public string? Word(int i) => i >= 0 && i < Count && !taken[i] && text.Lexemes[i] is { IsBare: true } word ? word.Text.ToLowerInvariant() : null;

    /// <summary>As it was typed.</summary>
    public string Typed(int i) => i < Count ? text.Lexemes[i].Text : "";

    /// <summary>The stretch of text that some pieces cover.</summary>
    public string Typed(int i, int count) => text.Text[text.Lexemes[i].Start..text.Lexemes[i + count - 1].End];

    public bool IsComma(int i) => i >= 0 && i < Count && text.Lexemes[i].Kind == LexemeKind.Comma;

    public bool WasTaken(int i) => i >= 0 && i < Count && taken[i];

    public void Take(int i, int count) => taken.AsSpan(i, count).Fill(true);

    public string Mended(int i, int count, string replacement) =>
        text.With(text.Lexemes[i].Start, text.Lexemes[i + count - 1].End, replacement);

    /// <summary>What nobody took. A gap stays in its place, so that the words around it are not read together.</summary>
    public LexedText Rest() => text with
    {
        Lexemes = [.. text.Lexemes.Select((lexeme, i) => taken[i] ? new Lexeme(LexemeKind.Gap, "", lexeme.Start, lexeme.End) : lexeme)],
    };
}
