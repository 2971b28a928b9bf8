namespace DigestBot.Tests;

/// <summary>Real digest files and their truth, too big or not ours to keep here: a folder named by an environment variable.</summary>
internal static class Samples
{
    private const string Variable = "DIGESTBOT_SAMPLES";

    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>The folder, or the running test is skipped with the reason.</summary>
    public static string Require()
    {
        Assert.SkipWhen(Folder is null, $"{Variable} is not set: it names the folder that holds seeds/ and gold/");
        return Folder!;
    }

    /// <summary>The one file of <c>seeds/</c> whose name starts with the number.</summary>
    public static string Seed(string number) => Directory.GetFiles(Path.Combine(Require(), "seeds"), number + "_*").Single();

    /// <summary>This repository's own sample digest files, which every copy has.</summary>
    public static string Own(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DigestBot.sln")))
                return Path.Combine(folder.FullName, "seeds", name);
        }

        throw new DirectoryNotFoundException("no folder above the tests holds DigestBot.sln");
    }

    public static string Gold(string number) => Path.Combine(Require(), "gold", $"seed-{number}.json");
}
