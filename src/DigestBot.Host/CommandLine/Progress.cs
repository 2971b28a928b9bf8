using Spectre.Console;

namespace DigestBot.Host.CommandLine;

/// <summary>A progress bar on standard error for what takes long, in a terminal only.</summary>
internal static class Progress
{
    public static async Task<T> WithBarAsync<T>(Terminal terminal, string what, Func<IProgress<(int Done, int Of)>?, Task<T>> work)
    {
        if (!terminal.IsInteractive)
            return await work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(what), autoStart: true, maxValue: 1);
            return await work(new Bar(task));
        });
    }

    private sealed class Bar(ProgressTask task) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value)
        {
            task.MaxValue = value.Of;
            task.Value = value.Done;
        }
    }
}
