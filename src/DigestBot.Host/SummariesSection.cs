using DigestBot.Papers.Generated;
using Microsoft.Extensions.Configuration;

namespace DigestBot.Host;

/// <summary>The section <c>DigestBot:Summaries</c>: a chat model that may be asked for a summary. Without values it is off; with some, those that are missing are named.</summary>
public static class SummariesSection
{
    public const string Section = "Summaries";

    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ChatModelOptions.Url)] = "",
        [nameof(ChatModelOptions.Key)] = "",
        [nameof(ChatModelOptions.Model)] = "",
    };

    /// <summary>The options, or null where it is off; or what is wrong with them, naming the key and the remedy, never the secret.</summary>
    public static (ChatModelOptions? Options, string? Problem) Read(IConfiguration section)
    {
        if (section.GetChildren().FirstOrDefault(child => !Defaults.ContainsKey(child.Key)) is { } unknown)
            return (null, $"{Name(unknown.Key)} is no option I know. Options: {string.Join(", ", Defaults.Keys)}.");
        string Value(string key) => section[key]?.Trim() ?? "";
        var missing = Defaults.Keys.Where(key => Value(key).Length == 0).ToList();
        if (missing.Count == Defaults.Count)
            return (null, null);
        if (missing.Count > 0)
            return (null, $"{string.Join(" and ", missing.Select(Name))} must be set, too; or leave all of {Name("")[..^1]} empty to do without. A server that needs no key takes any word.");
        if (!Uri.TryCreate(Value(nameof(ChatModelOptions.Url)).TrimEnd('/') + "/", UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) || url.UserInfo.Length > 0 || url.Query.Length > 0)
            return (null, $"{Name(nameof(ChatModelOptions.Url))} is no address the key could go to. Use one such as https://api.openai.com/v1; http only on this machine.");
        return Value(nameof(ChatModelOptions.Key)).Any(c => c is <= ' ' or > '~')
            ? (null, $"{Name(nameof(ChatModelOptions.Key))} holds blanks or letters no key has. Copy it anew.")
            : (new ChatModelOptions(url, Value(nameof(ChatModelOptions.Key)), Value(nameof(ChatModelOptions.Model))), null);
    }

    private static string Name(string key) => $"{HostOptions.Section}:{Section}:{key}";
}
