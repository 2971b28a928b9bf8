using System.Security.Cryptography;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Reading;

/// <summary>
/// Bytes in, lines out: opens what a file is wrapped in, finds the format of each digest file inside and reads it, within the limits on what comes out. Runs in the
/// reading process, whose host watches time and memory; knows neither store nor network.
/// </summary>
internal sealed class FileReader(TextWriter lines)
{
    private const int MostNotes = 1_000;
    private const int LongestName = 300;

    private readonly UnpackBudget _budget = new(ReadingLimits.MostUnpackedBytes, ReadingLimits.MostUnpackedFiles);

    public void Read(string path, ReadOnlyMemory<byte> content)
    {
        Read(path, content, layer: 0);
        Say(new ReadMessage { Done = true });
    }

    private void Read(string path, ReadOnlyMemory<byte> content, int layer)
    {
        try
        {
            if (ForeignKind.Of(content.Span, path) is { } foreign)
                Refuse(path, foreign);
            else if (FileWrappings.Around(content.Span) is { } wrapping)
                Unwrap(path, content, wrapping, layer);
            else
                ReadPlain(path, content);
        }
        catch (OutOfMemoryException)
        {
            Refuse(path, new Remark(nameof(Strings.Note_LimitMemory), $"{ReadingLimits.MostMemory / ReadingLimits.Megabyte}"));
        }
        catch (Exception exception) when (exception is not IOException)
        {
            // A fault of ours costs this file, not those beside it.
            Refuse(path, new Remark(nameof(Strings.Note_Failed), exception.GetType().Name));
        }
    }

    private void Unwrap(string path, ReadOnlyMemory<byte> content, IWrapping wrapping, int layer)
    {
        if (layer == ReadingLimits.MostLayers)
        {
            Refuse(path, new Remark(nameof(Strings.Note_TooDeep)));
            return;
        }

        Say(new ReadMessage { Path = path, Wrapping = wrapping.Name });
        foreach (var file in wrapping.Unwrap(path, content, _budget))
        {
            // What is said of the archive itself comes under its own name.
            var name = file.Name == path ? path : $"{path}/{Tail(file.Name)}";
            if (file.Problem is { } problem)
                Refuse(name, problem);
            else
                Read(name, file.Content, layer + 1);
        }

        Say(new ReadMessage { WrappingEnds = true });
    }

    private void ReadPlain(string path, ReadOnlyMemory<byte> content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        if (content.Span.Count((byte)'\n') > ReadingLimits.MostLines)
        {
            Refuse(path, new Remark(nameof(Strings.Note_LimitLines), $"{ReadingLimits.MostLines:N0}"));
            return;
        }

        if (DigestText.Decode(content.Span, Path.GetFileName(path)) is not { } text)
        {
            Refuse(path, new Remark(nameof(Strings.Note_NotUtf8)));
            return;
        }

        if (DigestFormats.Detect(text) is not { } format)
        {
            Refuse(path, UnknownKind.Say(path, text, content.Length));
            return;
        }

        var parsed = RepeatedTexts.Without(format.Parse(text));
        // An empty feed or daily file says that there is nothing today; other files without a paper are something else.
        if (parsed.Entries.Count + parsed.Rejected.Count == 0 && !format.Format.MayBeEmpty)
        {
            Refuse(path, UnknownKind.Say(path, text, content.Length));
            return;
        }

        if (text.Undecodable > 0)
            parsed = parsed with { Notes = [.. parsed.Notes, new LineNote(0, new Remark(nameof(Strings.Note_Undecodable), $"{text.Undecodable}"))] };
        if (text.Guessed is { } guessed)
            parsed = parsed with { Notes = [.. parsed.Notes, new LineNote(0, new Remark(nameof(Strings.Note_Guessed), guessed))] };
        Send(path, hash, format.Confidence, parsed);
    }

    private void Send(string path, string hash, int confidence, ParsedDigest parsed)
    {
        if (parsed.Entries.Count > ReadingLimits.MostEntries)
        {
            Refuse(path, new Remark(nameof(Strings.Note_LimitEntries), $"{ReadingLimits.MostEntries:N0}"));
            return;
        }

        var entries = new List<string>(parsed.Entries.Count);
        var oversized = new List<LineNote>();
        var characters = 0L;
        foreach (var entry in parsed.Entries)
        {
            var json = PapersJson.Write(entry);
            if (json.Length > ReadingLimits.LongestEntry)
            {
                oversized.Add(new LineNote(entry.Line, new Remark(nameof(Strings.Note_LimitEntry), $"{ReadingLimits.LongestEntry:N0}")));
                continue;
            }

            characters += json.Length;
            if (characters > ReadingLimits.MostOutput)
            {
                Refuse(path, new Remark(nameof(Strings.Note_LimitOutput), $"{ReadingLimits.MostOutput / ReadingLimits.Megabyte}"));
                return;
            }

            entries.Add(json);
        }

        Say(new ReadMessage
        {
            Path = path,
            File = new ReadFile(hash, parsed.Format, confidence, entries.Count)
            {
                Day = parsed.Day,
                Sections = [.. parsed.Sections.Take(MostNotes).Select(section => section with { Name = Tail(section.Name) })],
                Rejected = Few([.. oversized, .. parsed.Rejected]),
                Notes = Few(parsed.Notes),
                Repairs = Few(parsed.Repairs),
            },
        });
        foreach (var entry in entries)
            Line(ReadJson.Entry, entry);
    }

    /// <summary>A file of junk has a note a line; a report is read by people.</summary>
    private static IReadOnlyList<LineNote> Few(IReadOnlyList<LineNote> notes)
    {
        IEnumerable<LineNote> few = notes.Count <= MostNotes ? notes : [.. notes.Take(MostNotes), new LineNote(0, new Remark(nameof(Strings.Note_More), $"{notes.Count - MostNotes}"))];
        return [.. few.Select(Short)];
    }

    private static LineNote Short(LineNote note) => note.Said is { } said && said.Parts.Any(part => part.Length > LongestName)
        ? new LineNote(note.Line, new Remark(said.Text, [.. said.Parts.Select(Tail)]))
        : note;

    /// <summary>A name as long as anybody reads; its end tells more, as dates and endings stand there.</summary>
    private static string Tail(string name) => name.Length <= LongestName ? name : name[^LongestName..];

    private void Refuse(string path, Remark problem) => Say(new ReadMessage { Path = path, Problem = problem });

    private void Say(ReadMessage message) => Line(ReadJson.Message, ReadJson.Write(message));

    private void Line(byte kind, string json)
    {
        lines.Write((char)kind);
        lines.Write(json);
        lines.Write('\n');
    }
}
