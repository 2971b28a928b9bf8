using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DigestBot.Benchmarks;

/// <summary>JSON lines, compressed or not; empty lines are passed over.</summary>
internal static class JsonLines
{
    public static List<T> Read<T>(string path, JsonTypeInfo<T> type)
    {
        using var file = File.OpenRead(path);
        using var lines = new StreamReader(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var read = new List<T>();
        while (lines.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                read.Add(JsonSerializer.Deserialize(line, type)!);
        }

        return read;
    }
}
