using System.Reflection;
using DigestBot.Data;
using DigestBot.Ingestion;
using DigestBot.Papers;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Host;

/// <summary>The embedded sample digest files, so that a newcomer has something to read.</summary>
internal static class SampleFiles
{
    private const string Prefix = "seeds/";

    /// <summary>Only into a store that has none yet (decision 1).</summary>
    public static async Task LoadIntoNewStoreAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using (var session = await services.GetRequiredService<Database>().ReadAsync(cancellationToken))
        {
            if (await new DigestFileStore(session).LatestAsync(cancellationToken) is not null)
                return;
        }

        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var content = new MemoryStream();
            await using (var resource = assembly.GetManifestResourceStream(name)!)
                await resource.CopyToAsync(content, cancellationToken);
            await services.GetRequiredService<Ingestor>().IngestAsync(name, content.ToArray(), given: null, progress: null, cancellationToken);
        }
    }
}
