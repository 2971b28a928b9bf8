namespace DigestBot.Benchmarks;

/// <summary>Inputs too big or not ours to keep here: a folder named by an environment variable.</summary>
internal static class Samples
{
    private const string Variable = "DIGESTBOT_SAMPLES";

    public const string Missing = $"{Variable} is not set: it names the folder that holds corpus/ and seeds/.";

    /// <summary>Null where the variable is not set.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>The one file of <c>seeds/</c> whose name starts with the number.</summary>
    public static string Seed(string number) => Directory.GetFiles(Path.Combine(Folder!, "seeds"), number + "_*").Single();

    /// <summary>This repository's own sample digest files, which every copy has.</summary>
    public static string Own(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DigestBot.sln")))
                return Path.Combine(folder.FullName, "seeds", name);
        }

        throw new DirectoryNotFoundException("no folder above the benchmarks holds DigestBot.sln");
    }
}
