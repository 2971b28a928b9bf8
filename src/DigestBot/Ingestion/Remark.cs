using System.Globalization;
using System.Text.Json.Serialization;
using DigestBot.Messages;

namespace DigestBot.Ingestion;

/// <summary>What is said about a digest file: the name of a UI text and what stands in its holes, so that each reader gets it in their language.</summary>
public sealed record Remark(string Text, params IReadOnlyList<string> Parts)
{
    /// <summary>As reports on the command line and logs have it.</summary>
    [JsonIgnore]
    public string English => In(CultureInfo.InvariantCulture);

    /// <summary>In the language spoken now.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture);

    private string In(CultureInfo language)
    {
        // What the system says of a file, or a report of another version, is no text of ours.
        return Strings.ResourceManager.GetString(Text, language) is { } text ? string.Format(language, text, [.. Parts]) : Text;
    }
}
