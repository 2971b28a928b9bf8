using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using DigestBot.Teams;

namespace DigestBot.Tests.Teams;

/// <summary>What people upload to Teams is made by one command and is what Microsoft's own schema asks for.</summary>
public sealed class AppPackageTests
{
    [Fact]
    public async Task Pack_fills_in_the_ids_and_Microsofts_schema_agrees()
    {
        await using var store = await TestStore.OpenAsync();

        var result = await TestStore.RunInAsync(store.Folder, "teams", "pack", "--app-id", TestIssuer.AppId, "--developer", "The \"Lab\"", "--website", "https://lab.example.org/bot", "--out", "app.zip");

        Assert.Equal((0, Path.Combine(store.Folder, "app.zip")), (result.Exit, result.Out.Trim()));
        using var zip = await ZipFile.OpenReadAsync(Path.Combine(store.Folder, "app.zip"), TestContext.Current.CancellationToken);
        Assert.Equal(["color.png", "manifest.json", "outline.png"], zip.Entries.Select(entry => entry.FullName).Order());
        var manifest = Path.Combine(store.Folder, "manifest.json");
        await zip.GetEntry("manifest.json")!.ExtractToFileAsync(manifest, TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal((TestIssuer.AppId, "The \"Lab\""), (root.GetProperty("bots")[0].GetProperty("botId").GetString(), root.GetProperty("developer").GetProperty("name").GetString()));
        Assert.DoesNotContain("{AppId}", text, StringComparison.Ordinal);

        var judges = await Judges.RequireAsync();
        var (exit, output) = await Judges.NodeAsync(Path.Combine(judges, "teams", "validate"), "validate.mjs", "manifest", manifest);
        Assert.True(exit == 0, output);
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public async Task Icons_have_the_sizes_Teams_wants(string name, int size)
    {
        var png = await File.ReadAllBytesAsync(Repository.PathTo("manifests", "teams", name), TestContext.Current.CancellationToken);

        Assert.Equal((size, size), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    [Theory]
    [InlineData("no app id")]
    [InlineData("is no app id", "--app-id", "x")]
    [InlineData("https", "--app-id", TestIssuer.AppId, "--website", "http://example.org")]
    public async Task What_is_missing_is_said(string said, params string[] arguments)
    {
        await using var store = await TestStore.OpenAsync();

        var result = await TestStore.RunInAsync(store.Folder, ["teams", "pack", .. arguments]);

        Assert.Equal(2, result.Exit);
        Assert.Contains(said, result.Error, StringComparison.OrdinalIgnoreCase);
    }
}
