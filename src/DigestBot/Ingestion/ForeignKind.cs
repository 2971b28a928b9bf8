using System.Text;
using DigestBot.Messages;

namespace DigestBot.Ingestion;

/// <summary>Files that people send and that are no text: told by their first bytes, and what to send instead.</summary>
internal static class ForeignKind
{
    private const int Window = 64 * 1024;

    private static readonly (byte[] Mark, int At, string Text, string Kind)[] Marks =
    [
        ("%PDF-"u8.ToArray(), 0, nameof(Strings.Note_IsPdf), "PDF"),
        ([0x89, .. "PNG"u8], 0, nameof(Strings.Note_IsPicture), "PNG"),
        ([0xFF, 0xD8, 0xFF], 0, nameof(Strings.Note_IsPicture), "JPEG"),
        ("GIF8"u8.ToArray(), 0, nameof(Strings.Note_IsPicture), "GIF"),
        ("WEBP"u8.ToArray(), 8, nameof(Strings.Note_IsPicture), "WebP"),
        ("BM"u8.ToArray(), 0, nameof(Strings.Note_IsPicture), "BMP"),
        ([.. "II*"u8, 0], 0, nameof(Strings.Note_IsPicture), "TIFF"),
        ([.. "MM"u8, 0, (byte)'*'], 0, nameof(Strings.Note_IsPicture), "TIFF"),
        ("ftypheic"u8.ToArray(), 4, nameof(Strings.Note_IsPicture), "HEIC"),
        ("ftypmif1"u8.ToArray(), 4, nameof(Strings.Note_IsPicture), "HEIF"),
        ("ftypavif"u8.ToArray(), 4, nameof(Strings.Note_IsPicture), "AVIF"),
        ("ftyp"u8.ToArray(), 4, nameof(Strings.Note_IsMedia), "MP4"),
        ("ID3"u8.ToArray(), 0, nameof(Strings.Note_IsMedia), "MP3"),
        ("OggS"u8.ToArray(), 0, nameof(Strings.Note_IsMedia), "Ogg"),
        ("WAVE"u8.ToArray(), 8, nameof(Strings.Note_IsMedia), "WAV"),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, nameof(Strings.Note_IsMedia), "Matroska"),
        ("{\\rtf"u8.ToArray(), 0, nameof(Strings.Note_IsDocument), "RTF"),
        ("%!PS"u8.ToArray(), 0, nameof(Strings.Note_IsPdf), "PostScript"),
        ("SQLite format 3"u8.ToArray(), 0, nameof(Strings.Note_IsDatabase), "SQLite"),
        ([.. "7z"u8, 0xBC, 0xAF], 0, nameof(Strings.Note_IsArchive), "7z"),
        ("Rar!"u8.ToArray(), 0, nameof(Strings.Note_IsArchive), "RAR"),
        ("BZh"u8.ToArray(), 0, nameof(Strings.Note_IsArchive), "bzip2"),
        ([0xFD, .. "7zXZ"u8], 0, nameof(Strings.Note_IsArchive), "xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, nameof(Strings.Note_IsArchive), "zstd"),
        ("ustar"u8.ToArray(), 257, nameof(Strings.Note_IsArchive), "tar"),
        ([0x7F, .. "ELF"u8], 0, nameof(Strings.Note_IsProgram), "ELF"),
        ("MZ"u8.ToArray(), 0, nameof(Strings.Note_IsProgram), "EXE"),
        ("PAR1"u8.ToArray(), 0, nameof(Strings.Note_IsDatabase), "Parquet"),
    ];

    /// <summary>Null for what may be a digest file, or hold some.</summary>
    public static Remark? Of(ReadOnlySpan<byte> content, string path)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return OldOffice(Path.GetExtension(path).ToLowerInvariant());
        if (content.StartsWith("PK\u0003\u0004"u8))
            return Office(content);
        foreach (var (mark, at, text, kind) in Marks)
        {
            // Two letters alone begin many a text.
            if (content.Length > at + mark.Length && content[at..].StartsWith(mark) && (mark.Length > 2 || content[..Math.Min(content.Length, 64)].Contains((byte)0)))
                return new Remark(text, kind);
        }

        return null;
    }

    private static Remark OldOffice(string extension) => extension switch
    {
        ".doc" or ".dot" => new Remark(nameof(Strings.Note_IsDocument), "Word"),
        ".ppt" => new Remark(nameof(Strings.Note_IsDocument), "PowerPoint"),
        ".msg" => new Remark(nameof(Strings.Note_IsOutlook)),
        _ => new Remark(nameof(Strings.Note_IsSpreadsheet), "Excel"),
    };

    /// <summary>Office files are zip files with known names in them.</summary>
    private static Remark? Office(ReadOnlySpan<byte> content)
    {
        var start = content[..Math.Min(content.Length, Window)];
        var end = content[^Math.Min(content.Length, Window)..];
        var mime = start.IndexOf("mimetypeapplication/"u8) is >= 0 and var at ? Encoding.ASCII.GetString(start.Slice(at + 8, Math.Min(80, start.Length - at - 8))) : "";
        if (mime.Contains("epub", StringComparison.Ordinal))
            return new Remark(nameof(Strings.Note_IsDocument), "EPUB");
        if (mime.Contains("opendocument.spreadsheet", StringComparison.Ordinal))
            return new Remark(nameof(Strings.Note_IsSpreadsheet), "OpenDocument");
        if (mime.Contains("opendocument", StringComparison.Ordinal))
            return new Remark(nameof(Strings.Note_IsDocument), "OpenDocument");
        if (Has(start, end, "xl/workbook"u8))
            return new Remark(nameof(Strings.Note_IsSpreadsheet), "Excel");
        if (Has(start, end, "word/document"u8))
            return new Remark(nameof(Strings.Note_IsDocument), "Word");
        return Has(start, end, "ppt/presentation"u8) ? new Remark(nameof(Strings.Note_IsDocument), "PowerPoint") : null;
    }

    private static bool Has(ReadOnlySpan<byte> start, ReadOnlySpan<byte> end, ReadOnlySpan<byte> name) => start.IndexOf(name) >= 0 || end.IndexOf(name) >= 0;
}
