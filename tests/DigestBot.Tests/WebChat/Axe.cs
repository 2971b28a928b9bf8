using Microsoft.Playwright;

namespace DigestBot.Tests.WebChat;

/// <summary>axe-core, the accessibility check, one of the <see cref="Judges"/>.</summary>
internal static class Axe
{
    /// <summary>The script's text; the running test is skipped where npm cannot bring it.</summary>
    public static async Task<string> ScriptAsync() =>
        await File.ReadAllTextAsync(Path.Combine(await Judges.RequireAsync("axe"), "node_modules", "axe-core", "axe.min.js"));

    /// <summary>Serious and critical findings, one line each, where the script came with the page.</summary>
    public static Task<string[]> FindingsAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        async () => {
          const { violations } = await axe.run();
          return violations.filter(v => ['serious', 'critical'].includes(v.impact))
            .flatMap(v => v.nodes.map(node => `${v.id}: ${node.target} ${node.failureSummary}`));
        }
        """);
}
