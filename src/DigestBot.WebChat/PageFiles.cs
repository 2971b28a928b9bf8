using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using DigestBot.Messages;

namespace DigestBot.WebChat;

/// <summary>The page's own files, embedded: the page with its texts filled in, styles, modules, icon.</summary>
internal static partial class PageFiles
{
    private const string Prefix = "page/";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly FrozenDictionary<string, byte[]> Files = Read().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The page in the language texts are in now.</summary>
    public static string Page()
    {
        var texts = PageTexts.All();
        return Text().Replace(System.Text.Encoding.UTF8.GetString(Files["index.html"]), text =>
            text.Groups["name"].Value switch
            {
                "lang" => UiLanguage.Current == "zh" ? "zh-Hans" : "en",
                "version" => ProgramVersion.Text,
                var name => Encoder.Encode(texts[name]),
            });
    }

    public static (byte[] Content, string Type)? Find(string name) =>
        Files.TryGetValue(name, out var content) && TypeOf(name) is { } type ? (content, type) : null;

    private static string? TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => null,
    };

    private static IEnumerable<KeyValuePair<string, byte[]>> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var content = new MemoryStream();
            using (var resource = assembly.GetManifestResourceStream(name)!)
                resource.CopyTo(content);
            yield return new(name[Prefix.Length..], content.ToArray());
        }
    }

    [GeneratedRegex(@"\{\{(?<name>[a-zA-Z]+)\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Text();
}
