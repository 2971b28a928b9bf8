namespace DigestBot.Papers.Generated;

/// <summary>What a model wrote about a paper, in one language. Plain text; never part of the paper.</summary>
public sealed record GeneratedSummary(string Language, string What, string How, string Result, string Model);

/// <summary>Why there is no generated summary.</summary>
public enum SummaryProblem
{
    /// <summary>The paper has neither abstract nor summary.</summary>
    NothingToRead,

    /// <summary>Others are being served; nothing was asked.</summary>
    Busy,

    /// <summary>No answer in time.</summary>
    Unreachable,

    /// <summary>The endpoint answered with an error, or leads elsewhere.</summary>
    Refused,

    /// <summary>What came is no summary in the reader's language.</summary>
    Unusable,
}
