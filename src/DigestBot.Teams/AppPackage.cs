using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace DigestBot.Teams;

/// <summary>What is uploaded to Teams: the manifest with the ids filled in, and both icons.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package</remarks>
public static class AppPackage
{
    private static readonly string[] Icons = ["color.png", "outline.png"];

    /// <param name="to">Where the zip goes.</param>
    /// <param name="appId">The bot's registration.</param>
    /// <param name="developer">Who stands behind it, as Teams shows.</param>
    /// <param name="website">Theirs; Teams wants one, and one for privacy and terms of use.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task WriteAsync(Stream to, string appId, string developer, Uri website, CancellationToken cancellationToken)
    {
        await using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        await AddAsync(zip, "manifest.json", Encoding.UTF8.GetBytes(await ManifestAsync(appId, developer, website, cancellationToken)), cancellationToken);
        foreach (var icon in Icons)
            await AddAsync(zip, icon, await ReadAsync(icon, cancellationToken), cancellationToken);
    }

    private static async Task<string> ManifestAsync(string appId, string developer, Uri website, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await ReadAsync("manifest.json", cancellationToken))
            .Replace("{AppId}", JsonEncodedText.Encode(appId).ToString(), StringComparison.Ordinal)
            .Replace("{Website}", JsonEncodedText.Encode(website.AbsoluteUri).ToString(), StringComparison.Ordinal)
            .Replace("{Developer}", JsonEncodedText.Encode(developer).ToString(), StringComparison.Ordinal);

    private static async Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"package/{name}")!;
        using var content = new MemoryStream();
        await resource.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content, CancellationToken cancellationToken)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellationToken);
        await entry.WriteAsync(content, cancellationToken);
    }
}
