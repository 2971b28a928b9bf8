using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace DigestBot.Ingestion.Reading;

/// <summary>
/// The reading process: one file after the other, from standard input to standard output. Ends when its host does, when it is idle, and when a file takes
/// more than it may and its host is no longer there to end it.
/// </summary>
public static class ReaderLoop
{
    /// <summary>Nested elements cost stack, and no more than this; where it is not enough, this process ends and not the host.</summary>
    private const int StackBytes = 16 * ReadingLimits.Megabyte;

    internal static readonly TimeSpan IdleLife = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Computing time at which the current file is over its budget, and when the next one may come at the latest; whichever is waited for.</summary>
    private static TimeSpan _mostCpu = TimeSpan.MaxValue;
    private static long _idleSince;

    public static void Run(Stream input, Stream output)
    {
        _idleSince = Stopwatch.GetTimestamp();
        new Thread(Watch) { IsBackground = true }.Start();
        var reading = new Thread(() => ReadAll(input, output), StackBytes);
        reading.Start();
        reading.Join();
    }

    private static void ReadAll(Stream input, Stream output)
    {
        using var requests = new BufferedStream(input, 81_920);
        using var lines = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 81_920);
        while (ReadLine(requests) is { } line)
        {
            var request = ReadJson.ReadRequestLine(line);
            _mostCpu = Environment.CpuUsage.TotalTime + TimeSpan.FromSeconds(request.CpuSeconds) + Grace;
            if (ReadContent(requests, request.Length) is { } content)
                new FileReader(lines).Read(request.Path, content);
            lines.Flush();
            _mostCpu = TimeSpan.MaxValue;
            _idleSince = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Chunks with their lengths before them until one of zero; null where the host takes the file back (a negative length).</summary>
    private static ReadOnlyMemory<byte>? ReadContent(Stream input, long length)
    {
        // Not owned by anybody else: its buffer is the content.
        var content = new MemoryStream((int)Math.Min(length, ReadingLimits.MostBytes));
        var header = new byte[sizeof(int)];
        var buffer = new byte[81_920];
        while (true)
        {
            input.ReadExactly(header);
            var left = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (left <= 0)
                return left == 0 ? content.GetBuffer().AsMemory(0, (int)content.Length) : (ReadOnlyMemory<byte>?)null;
            for (int read; left > 0; left -= read)
            {
                read = input.Read(buffer, 0, Math.Min(left, buffer.Length));
                if (read == 0)
                    throw new EndOfStreamException();
                content.Write(buffer, 0, read);
            }
        }
    }

    private static string? ReadLine(Stream input)
    {
        var line = new List<byte>();
        for (var next = input.ReadByte(); next != '\n'; next = input.ReadByte())
        {
            if (next < 0)
                return null;
            line.Add((byte)next);
        }

        return Encoding.UTF8.GetString([.. line]);
    }

    private static void Watch()
    {
        while (true)
        {
            Thread.Sleep(1_000);
            var idle = _mostCpu == TimeSpan.MaxValue && Stopwatch.GetElapsedTime(_idleSince) > IdleLife;
            if (idle || Environment.CpuUsage.TotalTime > _mostCpu)
                Process.GetCurrentProcess().Kill();
        }
    }
}
