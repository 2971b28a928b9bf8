namespace DigestBot.Digests;

/// <summary>
/// Where every entry of a digest's window went; the stages in their order, and always
/// Entries = Duplicates + OutsideFilter + AlreadySent + OverCap + Shown (decision 11).
/// </summary>
public sealed record Coverage(int Entries, int Duplicates, int OutsideFilter, int AlreadySent, int OverCap, int Shown);
