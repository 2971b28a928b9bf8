namespace DigestBot.Taste;

/// <summary>What somebody did with a paper; the surest first. How much each tells is <see cref="PersonalTaste.Weight"/>.</summary>
public enum SignalKind
{
    Liked,
    Saved,

    /// <summary>In a bibliography or a list of papers given as an example.</summary>
    Given,

    /// <summary>Its card was opened.</summary>
    Opened,

    /// <summary>Says nothing about other papers than this one and its near copies.</summary>
    Disliked,
}

/// <summary>One signal, with its paper as the background sees it.</summary>
internal sealed record TasteSignal(PaperVector Paper, SignalKind Kind, DateTimeOffset At);

/// <summary>What somebody said about a word, phrase, author or category.</summary>
public enum EditKind
{
    More,
    Less,
    Forget,
}

/// <summary>An edit of a taste. A phrase of more than two words is all its pairs.</summary>
internal sealed record TasteEdit(EditKind Kind, IReadOnlyList<ulong> Features);
