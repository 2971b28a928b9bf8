namespace DigestBot.Tests;

/// <summary>Where the sources are: the nearest folder above the tests' binaries that holds the solution.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The files below a folder, without what a build leaves there.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split('/', '\\').Any(part => part is "bin" or "obj"));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DigestBot.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"DigestBot.sln is in no folder above {AppContext.BaseDirectory}; run the tests inside the repository.");
    }
}
