using System.CommandLine;
using DigestBot.Data;
using DigestBot.Papers.Search;

namespace DigestBot.Host.CommandLine;

/// <summary>Options every command has, and the store they choose.</summary>
internal sealed class CommonOptions(Terminal terminal)
{
    public Option<string?> Database { get; } = new("--db") { Description = "The store (an SQLite file); created where it does not exist.", Recursive = true, HelpName = "PATH" };

    public HostOptions Host => field ??= HostOptions.Load(AppContext.BaseDirectory);

    public string StorePath(ParseResult result) => terminal.Resolve(result.GetValue(Database) ?? Host.Store);

    /// <param name="held">The store's lock, where this command holds it.</param>
    public async Task<Database> OpenAsync(ParseResult result, StoreLock? held, CancellationToken cancellationToken)
    {
        var database = await DigestBot.Data.Database.OpenAsync(StorePath(result), held, cancellationToken);
        await PaperIndex.EnsureCurrentAsync(database, cancellationToken);
        return database;
    }

    public static Option<bool> Json() => new("--json") { Description = "Machine-readable output, and nothing else, on standard output." };
}
