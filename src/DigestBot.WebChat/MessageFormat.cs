using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DigestBot.Messages;

namespace DigestBot.WebChat;

/// <summary>A message as somebody else is sent it, for people who build on it: the host registers one for every renderer there is.</summary>
/// <param name="Name">As developers know it: <c>Block Kit</c>.</param>
/// <param name="Render">The JSON as it would be sent.</param>
public sealed record MessageFormat(string Name, Func<Message, string> Render)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message model itself.</summary>
    public static readonly MessageFormat Model = new("Message", MessageJson.Serialize);

    /// <summary>As people read it. For text nodes only: it does not escape &lt; and &amp;.</summary>
    public string Indented(Message message) => JsonNode.Parse(Render(message))!.ToJsonString(Readable);
}
