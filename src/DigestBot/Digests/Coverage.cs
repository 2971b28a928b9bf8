using System.Text.Json.Serialization;

namespace DigestBot.Digests;

/// <summary>
/// Where every entry of a digest's window went; the stages in their order, and always
/// Entries = Duplicates + OutsideFilter + AlreadySent + Elsewhere + OverCap + Shown (decision 11).
/// </summary>
public sealed record Coverage(int Entries, int Duplicates, int OutsideFilter, int AlreadySent, int OverCap, int Shown)
{
    /// <summary>Already sent to the conversation whose papers the subscription leaves out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Elsewhere { get; init; }

    /// <summary>That conversation's name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? ElsewhereIn { get; init; }
}
