using DigestBot.Data;
using DigestBot.Papers.Search;

namespace DigestBot.Benchmarks;

/// <summary>A store in a folder of its own on disk, deleted at the end.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly string _folder;

    private Store(string folder, Database database) => (_folder, Database) = (folder, database);

    public Database Database { get; }

    /// <summary>Store, write-ahead log and all.</summary>
    public long Bytes => new DirectoryInfo(_folder).EnumerateFiles().Sum(file => file.Length);

    public static async Task<Store> NewAsync()
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-benchmark-").FullName;
        var database = await Database.OpenAsync(Path.Combine(folder, "store.db"), held: null, default);
        await PaperIndex.EnsureCurrentAsync(database, default);
        return new Store(folder, database);
    }

    public static async Task<Store> WithAsync(IReadOnlyList<CorpusPaper> papers)
    {
        var store = await NewAsync();
        await Corpus.LoadAsync(store.Database, papers, suffix: "");
        return store;
    }

    /// <summary>What a serving bot does from time to time after papers arrived.</summary>
    public Task SettleAsync() => Vocabulary.RefreshAsync(Database, default);

    public static async Task<Store> CopyOfAsync(Store other)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("digestbot-benchmark-").FullName, "store.db");
        await other.Database.CopyToAsync(path, default);
        return new Store(Path.GetDirectoryName(path)!, await Database.OpenAsync(path, held: null, default));
    }

    public ValueTask DisposeAsync()
    {
        Database.Close();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
