using System.Text.Json.Serialization;

namespace DigestBot.Messages;

/// <summary>A paper's row in a digest or a list, by its parts: each renderer lays them out as its platform does such rows best.</summary>
/// <param name="Title">Linked, with what is to be said of it ("title made from the abstract").</param>
public sealed record EntryRow(RichText Title) : Block
{
    // Guarded: a stored row without the property must not come back with null.
    public RichText Title { get; init => field = value ?? RichText.Empty; } = Title;

    /// <summary>As <c>card 3</c> counts; null where the row stands alone.</summary>
    public int? Number { get; init; }

    /// <summary>One line: authors, category, day.</summary>
    public string Facts { get; init => field = value ?? ""; } = "";

    /// <summary>What the paper is about, in one sentence.</summary>
    public string Sentence { get; init => field = value ?? ""; } = "";

    /// <summary>What is to be said of the sentence, in brackets: its language, or that it is the abstract's.</summary>
    public string? Aside { get; init; }

    /// <summary>Why the row is here, such as the words that matched.</summary>
    public RichText? Reason { get; init; }

    public IReadOnlyList<Button> Buttons { get; init => field = value ?? []; } = [];

    /// <summary>Which paper the row shows and how, where it is a digest's and can be corrected.</summary>
    public ShownEntry? Shown { get; init; }

    /// <summary>A row that only names its paper, until its message leaves.</summary>
    [JsonIgnore]
    public bool IsUnworded => Shown is not null && Title.Inlines.Count == 0;

    /// <summary>The row's number and title.</summary>
    [JsonIgnore]
    public RichText FirstLine => Number is { } number ? $"{number}. " + Title : Title;

    /// <summary>The sentence with what is to be said of it.</summary>
    [JsonIgnore]
    public RichText FullSentence => Aside is null ? Sentence : Sentence + (RichText)Inline.Italic(Aside);

    /// <summary>All of it, a line each, for renderers that show a row as a paragraph.</summary>
    [JsonIgnore]
    public RichText Text
    {
        get
        {
            var text = FirstLine;
            foreach (var line in new[] { Facts, FullSentence, Reason ?? RichText.Empty })
            {
                if (line.PlainText.Length > 0)
                    text += "\n" + line;
            }

            return text;
        }
    }

    public static EntryRow Unworded(ShownEntry shown) => new(RichText.Empty) { Shown = shown };
}
