namespace DigestBot.Channels;

/// <summary>A channel people can send files through. Whatever goes wrong is told in the result.</summary>
public interface IFileSource
{
    /// <summary>The channel's name.</summary>
    string Name { get; }

    /// <summary>Only whoever sits at this machine can send files through it.</summary>
    bool IsLocal => false;

    /// <summary>Writes the file's bytes; at most <paramref name="mostBytes"/> of them.</summary>
    /// <returns>Null when all of it was written, else what to tell the person.</returns>
    Task<string?> FetchAsync(IncomingFile file, Stream to, long mostBytes, CancellationToken cancellationToken);
}
