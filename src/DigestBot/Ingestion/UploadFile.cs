namespace DigestBot.Ingestion;

/// <summary>Where an upload waits until all of it is there: a file without a name for others, gone when it is closed.</summary>
public static class UploadFile
{
    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
