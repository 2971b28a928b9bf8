using System.Diagnostics;
using Microsoft.Playwright;

namespace DigestBot.Tests.WebChat;

/// <summary>axe-core, the accessibility check: fetched with npm into a folder that is not kept, never part of this repository.</summary>
internal static class Axe
{
    private static readonly SemaphoreSlim Once = new(1);
    private static string? _script;

    /// <summary>The script's text; the running test is skipped where npm cannot bring it.</summary>
    public static async Task<string> ScriptAsync()
    {
        await Once.WaitAsync();
        try
        {
            _script ??= await FetchAsync();
        }
        finally
        {
            Once.Release();
        }

        Assert.SkipWhen(_script is null, "axe-core could not be had: it takes npm and a package registry");
        return _script;
    }

    /// <summary>Serious and critical findings, one line each, where the script came with the page.</summary>
    public static Task<string[]> FindingsAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        async () => {
          const { violations } = await axe.run();
          return violations.filter(v => ['serious', 'critical'].includes(v.impact))
            .flatMap(v => v.nodes.map(node => `${v.id}: ${node.target} ${node.failureSummary}`));
        }
        """);

    private static async Task<string?> FetchAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "digestbot-axe");
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(script))
        {
            try
            {
                using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "axe-core"])
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
                using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
                await npm.WaitForExitAsync(deadline.Token);
            }
            catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or OperationCanceledException)
            {
                return null;
            }
        }

        return File.Exists(script) ? await File.ReadAllTextAsync(script) : null;
    }
}
