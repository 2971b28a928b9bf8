using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Reading;

/// <summary>
/// The reading process as its host sees it: takes a file's bytes, says line by line what is in it, and is ended where that takes more than it may. It gets no
/// setting of the host's (no token, no path to the store), a cap on its memory, and a lower priority than what people wait for.
/// </summary>
internal sealed class ReaderProcess : IDisposable
{
    private const string Assembly = "DigestBot.Reader.dll";
    private const int LongestLine = 8 * ReadingLimits.Megabyte;
    private const int AllowedBesideHeap = 200 * ReadingLimits.Megabyte;
    private const int LargestKept = 160 * ReadingLimits.Megabyte;

    /// <summary>What a runtime needs to be found and started; nothing else of the host's environment is passed on.</summary>
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LD_LIBRARY_PATH", "LANG", "TZ", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64"];

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly PipeReader _lines;
    private readonly CancellationTokenSource _ended = new();
    private TimeSpan _mostCpu;
    private long _awaitedSince;
    private long _usedLast = Stopwatch.GetTimestamp();

    private ReaderProcess(Process process)
    {
        _process = process;
        _lines = PipeReader.Create(process.StandardOutput.BaseStream);
        process.ErrorDataReceived += (_, line) => NoteLastWords(line.Data);
        process.BeginErrorReadLine();
        _ = WatchAsync();
    }

    /// <summary>Why the file that was sent is not taken; null as long as nothing went wrong.</summary>
    public Remark? Problem { get; private set; }

    /// <summary>The limit that was broken is the one on computing time.</summary>
    public bool IsSlow { get; private set; }

    /// <summary>Whether it may be given another file: alive, not about to end for being idle, and with most of its memory left.</summary>
    public bool IsReady => Problem is null && !_process.HasExited && Stopwatch.GetElapsedTime(_usedLast) < ReaderLoop.IdleLife / 2 && _process.WorkingSet64 < LargestKept;

    public static ReaderProcess Start()
    {
        var start = new ProcessStartInfo(Dotnet())
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var argument in Arguments())
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{ReadingLimits.MostMemory:X}";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var process = Process.Start(start)!;
        LowerPriority(process);
        return new ReaderProcess(process);
    }

    /// <summary>Sends the bytes; false where they are more than <paramref name="most"/>. Whatever else goes wrong is in <see cref="Problem"/>.</summary>
    /// <exception cref="IOException">The content broke.</exception>
    public async Task<bool> SendAsync(string path, Stream content, long most, TimeSpan cpu, CancellationToken cancellationToken)
    {
        _mostCpu = _process.TotalProcessorTime + cpu;
        var into = _process.StandardInput.BaseStream;
        var length = content.CanSeek ? content.Length - content.Position : 0;
        var buffer = ArrayPool<byte>.Shared.Rent(81_920);
        try
        {
            await IntoAsync(async () =>
            {
                await into.WriteAsync(ReadJson.Write(new ReadRequest(path, Math.Min(length, most), cpu.TotalSeconds)), cancellationToken);
                await into.WriteAsync("\n"u8.ToArray(), cancellationToken);
            });
            var sent = 0L;
            for (int read; Problem is null && (read = await content.ReadAsync(buffer.AsMemory(sizeof(int)), cancellationToken)) > 0;)
            {
                sent += read;
                if (sent > most)
                {
                    await EndContentAsync(into, -1, cancellationToken);
                    return false;
                }

                BinaryPrimitives.WriteInt32LittleEndian(buffer, read);
                await IntoAsync(() => into.WriteAsync(buffer.AsMemory(0, sizeof(int) + read), cancellationToken).AsTask());
            }

            return true;
        }
        catch (Exception)
        {
            // Half a file must not be taken for a whole one.
            Kill();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>All was sent: it may begin.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) => EndContentAsync(_process.StandardInput.BaseStream, 0, cancellationToken);

    /// <summary>What was sent is not to be read after all.</summary>
    public Task TakeBackAsync(CancellationToken cancellationToken) => EndContentAsync(_process.StandardInput.BaseStream, -1, cancellationToken);

    /// <summary>The next message; null at the end and where there is a <see cref="Problem"/>.</summary>
    public async Task<ReadMessage?> NextAsync(CancellationToken cancellationToken) =>
        await LineAsync<ReadMessage>(ReadJson.Message, ReadJson.ReadMessageLine, cancellationToken) is { Done: false } message ? message : null;

    /// <summary>The next entry of a digest file; null where there is a <see cref="Problem"/>.</summary>
    public Task<Entry?> NextEntryAsync(CancellationToken cancellationToken) => LineAsync<Entry>(ReadJson.Entry, PapersJson.ReadEntry, cancellationToken);

    /// <summary>Ends it: its file is not needed any more, or it is not to be trusted any more.</summary>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _ended.Dispose();
    }

    private async Task<T?> LineAsync<T>(byte kind, Func<ReadOnlySpan<byte>, T> read, CancellationToken cancellationToken)
        where T : class
    {
        Volatile.Write(ref _awaitedSince, Stopwatch.GetTimestamp());
        try
        {
            while (Problem is null)
            {
                var result = await _lines.ReadAsync(cancellationToken);
                if (result.Buffer.PositionOf((byte)'\n') is { } end)
                {
                    var line = result.Buffer.Slice(0, end).ToArray();
                    _lines.AdvanceTo(result.Buffer.GetPosition(1, end));
                    if (line.Length > 0 && line[0] == kind)
                        return read(line.AsSpan(1));
                    Fail(nameof(Strings.Note_ReaderEnded));
                    break;
                }

                _lines.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                if (result.IsCompleted)
                    await LastWordsAsync(cancellationToken);
                if (result.IsCompleted || result.Buffer.Length > LongestLine)
                    Fail(nameof(Strings.Note_ReaderEnded));
            }

            return null;
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw;
        }
        finally
        {
            Volatile.Write(ref _awaitedSince, 0);
            _usedLast = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Its end closes the one pipe before the other is read.</summary>
    private async Task LastWordsAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Without them, then.
        }
    }

    /// <summary>As long as it lives: what it takes while it reads.</summary>
    private async Task WatchAsync()
    {
        try
        {
            while (Problem is null && !_process.HasExited)
            {
                await Task.Delay(Look, _ended.Token);
                if (_mostCpu == TimeSpan.Zero)
                    continue;
                _process.Refresh();
                if (_process.TotalProcessorTime > _mostCpu)
                {
                    IsSlow = true;
                    Fail(nameof(Strings.Note_LimitCpu), $"{ReadingLimits.MostCpu.TotalSeconds:0}");
                }
                else if (_process.WorkingSet64 > ReadingLimits.MostMemory + AllowedBesideHeap)
                {
                    Fail(nameof(Strings.Note_LimitMemory), $"{ReadingLimits.MostMemory / ReadingLimits.Megabyte}");
                }
                else if (Volatile.Read(ref _awaitedSince) is var since and > 0 && Stopwatch.GetElapsedTime(since) > ReadingLimits.LongestWait)
                {
                    Fail(nameof(Strings.Note_LimitTime), $"{ReadingLimits.LongestWait.TotalSeconds:0}");
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            // It has ended.
        }
    }

    /// <summary>The file was read; until the next one nothing is watched.</summary>
    public void Rest()
    {
        _process.Refresh();
        _mostCpu = TimeSpan.Zero;
        _usedLast = Stopwatch.GetTimestamp();
    }

    private async Task EndContentAsync(Stream into, int mark, CancellationToken cancellationToken) =>
        await IntoAsync(async () =>
        {
            var header = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(header, mark);
            await into.WriteAsync(header, cancellationToken);
            await into.FlushAsync(cancellationToken);
        });

    /// <summary>A process that ended takes nothing any more.</summary>
    private async Task IntoAsync(Func<Task> write)
    {
        Volatile.Write(ref _awaitedSince, Stopwatch.GetTimestamp());
        try
        {
            if (Problem is null)
                await write();
        }
        catch (IOException)
        {
            Fail(nameof(Strings.Note_ReaderEnded));
        }
        finally
        {
            Volatile.Write(ref _awaitedSince, 0);
        }
    }

    /// <summary>What the runtime says when it gives up.</summary>
    private void NoteLastWords(string? line)
    {
        if (line?.StartsWith("Out of memory", StringComparison.Ordinal) == true)
            Problem ??= new Remark(nameof(Strings.Note_LimitMemory), $"{ReadingLimits.MostMemory / ReadingLimits.Megabyte}");
        else if (line?.StartsWith("Stack overflow", StringComparison.Ordinal) == true)
            Problem ??= new Remark(nameof(Strings.Note_TooNested));
    }

    private void Fail(string text, params IReadOnlyList<string> parts)
    {
        Problem ??= new Remark(text, parts);
        Kill();
    }

    private void Kill()
    {
        Problem ??= new Remark(nameof(Strings.Note_ReaderEnded));
        try
        {
            _ended.Cancel();
            _process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ObjectDisposedException or System.ComponentModel.Win32Exception)
        {
            // Ended already.
        }
    }

    private static void LowerPriority(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or PlatformNotSupportedException)
        {
            // It ended already, which shows, or the system has no such thing.
        }
    }

    /// <summary>The runtime this process runs on, whatever started it.</summary>
    private static string Dotnet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Path.GetFileName(Environment.ProcessPath) == name)
            return Environment.ProcessPath!;
        var shared = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(shared) ? shared : name;
    }

    /// <summary>With its own description of what it needs, or, where only the assembly was brought along, with this process's.</summary>
    private static IEnumerable<string> Arguments()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, Assembly);
        if (File.Exists(Path.ChangeExtension(assembly, ".runtimeconfig.json")))
            return [assembly];
        var entry = Path.Combine(AppContext.BaseDirectory, System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name ?? "");
        IEnumerable<string> dependencies = File.Exists(entry + ".deps.json") ? ["--depsfile", entry + ".deps.json"] : [];
        return ["exec", "--runtimeconfig", entry + ".runtimeconfig.json", .. dependencies, assembly];
    }
}
