using System.Text.Json.Nodes;

namespace DigestBot.Tests.Slack;

/// <summary>A validator made of Slack's own types (<c>checks/slack</c> among the samples), as one of the <see cref="Judges"/>.</summary>
internal static class SlackJudge
{
    private static readonly TimeSpan RunWithin = TimeSpan.FromMinutes(1);

    /// <summary>Every payload passes Slack's types, the documented limits, and the rules against injection. Warnings are listed in vain.</summary>
    public static async Task AcceptsAsync(IReadOnlyList<(string Name, JsonNode Payload)> payloads)
    {
        Assert.NotEmpty(payloads);
        var folder = await Judges.RequireAsync();
        var work = Directory.CreateTempSubdirectory("digestbot-blocks-").FullName;
        try
        {
            var files = payloads.Select((payload, i) => (payload.Name, File: Path.Combine(work, $"{i}.json"), payload.Payload)).ToList();
            foreach (var (_, file, payload) in files)
                await File.WriteAllTextAsync(file, payload.ToJsonString());
            foreach (var some in files.Chunk(200))
            {
                var (exit, output) = await Judges.RunAsync(folder, RunWithin, "node", ["slack/validate-blocks/validate.mjs", .. some.Select(one => one.File)]);
                Assert.True(exit == 0, string.Join('\n', output.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal) || line.StartsWith("   E", StringComparison.Ordinal)).Take(20)) + $"\n{string.Join('\n', some.Select(one => $"{one.File} {one.Name}").Where(line => output.Contains("FAIL " + line.Split(' ')[0], StringComparison.Ordinal)).Take(10))}\n{output[..Math.Min(300, output.Length)]}");
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
