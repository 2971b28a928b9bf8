namespace DigestBot.Host;

/// <summary>Where a command line reads and writes; tests pass their own. Results go to <c>Out</c>, everything else to <c>Error</c>.</summary>
/// <param name="Folder">The folder the user stands in: relative paths start here.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, string Folder, bool IsInteractive)
{
    public static Terminal Standard => new(Console.Out, Console.Error, Environment.CurrentDirectory, !Console.IsErrorRedirected);

    public string Resolve(string path) => Path.GetFullPath(path, Folder);
}
