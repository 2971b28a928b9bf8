namespace DigestBot.Ingestion;

/// <summary>Whose files are taken in a chat: those of all members of the workspaces the bot belongs to, of the people who are named, or nobody's.</summary>
public enum Uploads
{
    Everybody,
    Listed,
    Nobody,
}

/// <summary>
/// What a file somebody sends in a chat may do. One of those who are named adds papers and, like a file in the inbox, corrects what was posted; anybody else's adds
/// papers at most, and says nothing about those that are known.
/// </summary>
/// <param name="Uploaders">People as their channel names them: <c>T012/U034</c> in Slack, <c>29:1abc…</c> in Teams.</param>
public sealed record UploadPolicy(Uploads Uploads, IReadOnlyList<string> Uploaders)
{
    public static readonly UploadPolicy Default = new(Uploads.Everybody, []);

    /// <param name="person">The sender.</param>
    /// <param name="isOutside">Not a member: somebody of another organisation in a shared channel.</param>
    public bool MayAdd(string person, bool isOutside) => Uploads switch
    {
        Uploads.Nobody => false,
        Uploads.Everybody when !isOutside => true,
        _ => IsListed(person),
    };

    public bool MayCorrect(string person) => Uploads != Uploads.Nobody && IsListed(person);

    private bool IsListed(string person) => Uploaders.Contains(person, StringComparer.Ordinal);
}
