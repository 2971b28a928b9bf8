using DigestBot.Papers.Generated;

namespace DigestBot.Messages;

/// <summary>What a card shows beside the paper itself.</summary>
public sealed record CardExtras
{
    public static readonly CardExtras None = new();

    /// <summary>The days of the digests it came in, oldest first.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>Shown in place of the paper's own summary, and marked.</summary>
    public GeneratedSummary? Generated { get; init; }

    /// <summary>Something to be said about this very answer.</summary>
    public string? Remark { get; init; }

    /// <summary>What else can be done with the paper.</summary>
    public IReadOnlyList<Button> Actions { get; init; } = [];
}
