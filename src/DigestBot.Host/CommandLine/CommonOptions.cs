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
        // Whoever serves has a job for the rest, so that it need not wait.
        if (held is null)
            await PaperIndex.EnsureCurrentAsync(database, cancellationToken);
        else
            await PaperIndex.BeginRebuildAsync(database, cancellationToken);
        return database;
    }

    /// <summary>Paths or words, but no option that was mistyped: those are refused, not looked for.</summary>
    /// <param name="mark">What no path or word starts with.</param>
    public static Argument<string[]> Several(string name, string description, string helpName, string mark)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore, HelpName = helpName };
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith(mark, StringComparison.Ordinal)))
                result.AddError($"{token.Value} is no option I know.");
        });
        return argument;
    }

    public static Option<bool> Json() => new("--json") { Description = "Machine-readable output, and nothing else, on standard output." };
}
