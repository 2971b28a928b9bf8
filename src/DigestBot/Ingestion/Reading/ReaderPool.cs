using System.Collections.Concurrent;

namespace DigestBot.Ingestion.Reading;

/// <summary>
/// The reading processes of this process: two at most, so that a file sent in a chat does not wait for one in the inbox. One that has done its work well is kept for a
/// while, as starting another costs more than reading most files.
/// </summary>
#pragma warning disable CA1001 // Disposing a semaphore frees a wait handle that is never asked for; its processes end by themselves.
public sealed class ReaderPool
#pragma warning restore CA1001
{
    private const int AtOnce = 2;

    /// <summary>A process grows with what it has read.</summary>
    private const int FilesEach = 500;

    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly ConcurrentBag<(ReaderProcess Reader, int Files)> _idle = [];

    public static ReaderPool Shared { get; } = new();

    internal async Task<T> UseAsync<T>(Func<ReaderProcess, Task<T>> use, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            var (reader, files) = Take();
            var isKept = false;
            try
            {
                var result = await use(reader);
                reader.Rest();
                isKept = reader.IsReady && files < FilesEach;
                return result;
            }
            finally
            {
                if (isKept)
                    _idle.Add((reader, files + 1));
                else
                    reader.Dispose();
            }
        }
        finally
        {
            _places.Release();
        }
    }

    private (ReaderProcess Reader, int Files) Take()
    {
        while (_idle.TryTake(out var kept))
        {
            if (kept.Reader.IsReady)
                return kept;
            kept.Reader.Dispose();
        }

        return (ReaderProcess.Start(), 0);
    }
}
