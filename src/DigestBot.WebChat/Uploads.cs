using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;

namespace DigestBot.WebChat;

/// <summary>Files dropped onto the page, kept beside the store until they are taken: what was received outlives a crash.</summary>
public sealed class Uploads(Database database) : IFileSource
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public string Name => WebChatChannel.ChannelName;

    public bool IsLocal => true;

    private string Folder => database.Path + ".uploads";

    public async Task<IncomingFile> KeepAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var reference = Guid.NewGuid().ToString("N");
        await using var file = File.Create(Path.Combine(Folder, reference));
        await content.CopyToAsync(file, cancellationToken);
        return new IncomingFile(Path.GetFileName(name), reference);
    }

    public async Task<string?> FetchAsync(IncomingFile file, Stream to, long mostBytes, CancellationToken cancellationToken)
    {
        var kept = new FileInfo(Path.Combine(Folder, file.Reference));
        if (!kept.Exists)
            return Strings.Files_Gone;
        if (kept.Length > mostBytes)
            return string.Format(Strings.Files_TooBig, mostBytes / 1024 / 1024);
        await using var content = kept.OpenRead();
        await content.CopyToAsync(to, cancellationToken);
        return null;
    }

    public void Remove(IncomingFile file) => File.Delete(Path.Combine(Folder, file.Reference));

    /// <summary>What a crash left behind.</summary>
    public Task ForgetOldAsync()
    {
        foreach (var file in Directory.Exists(Folder) ? new DirectoryInfo(Folder).EnumerateFiles() : [])
        {
            // Real time, as the file system's is.
            if (TimeProvider.System.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Kept)
                file.Delete();
        }

        return Task.CompletedTask;
    }
}
