using System.Net;
using System.Text.Json;
using DigestBot.Channels;
using DigestBot.Teams.Activities;

namespace DigestBot.Teams;

/// <summary>From Teams' words to ours. Pure.</summary>
internal static class TeamsActivityMapper
{
    private const string PostMark = ";messageid=";

    /// <summary>The same when it is delivered again; unique in a conversation only.</summary>
    public static string EventId(Activity activity) => $"{activity.Conversation!.Id}|{activity.Id}";

    /// <summary>
    /// Ids begin with the tenant, those of channels with tenant and team, so that what is uninstalled is found by its beginning.
    /// </summary>
    public static ConversationReference Conversation(Activity activity)
    {
        var tenant = activity.TenantId!;
        var id = activity.Conversation!.Id!;
        var address = new TeamsAddress(activity.ServiceUrl!, id, tenant, activity.Recipient?.Id ?? "");
        switch (activity.Conversation.ConversationType)
        {
            case "channel":
                var data = activity.ChannelData;
                var channel = Before(id, PostMark);
                // An event of the whole team comes under the team's id, which is its General channel's.
                if (channel == data?.Team?.Id)
                    channel = data.Channel?.Id ?? data.Settings?.SelectedChannel?.Id ?? channel;
                return new ConversationReference(
                    TeamsChannel.ChannelName, $"{TeamPrefix(activity)}{channel}", ConversationKind.Shared, ChannelName(data), (address with { ConversationId = channel, IsChannel = true }).ToJson());
            case "groupChat":
                return new ConversationReference(TeamsChannel.ChannelName, $"{tenant}/{id}", ConversationKind.Shared, activity.Conversation.Name, address.ToJson());
            default:
                return new ConversationReference(
                    TeamsChannel.ChannelName, $"{tenant}/{id}", ConversationKind.Direct, activity.From?.Name, (address with { UserId = activity.From?.Id }).ToJson());
        }
    }

    /// <summary>How the ids of all conversations of a channel's team begin.</summary>
    public static string TeamPrefix(Activity activity) =>
        $"{activity.TenantId}/{activity.ChannelData?.Team?.Id ?? Before(activity.Conversation!.Id!, PostMark)}/";

    public static Sender Sender(Activity activity) => new(
        activity.From?.Id ?? "",
        activity.From?.Name ?? "",
        activity.Locale,
        activity.LocalTimezone ?? activity.Entities?.FirstOrDefault(entity => entity.Type == "clientInfo")?.Timezone);

    /// <summary>A message, or a button of ours that an old client sent as one.</summary>
    public static IncomingMessage Message(Activity activity) =>
        With(activity, Command(activity.Value) ?? Text(activity)) with { Files = [.. Files(activity)] };

    /// <summary>Whether a reaction likes or dislikes; null for any other. Teams names emoji by their code point, too.</summary>
    public static bool? Likes(string? reaction) => reaction switch
    {
        "like" or "heart" or "plusOne" => true,
        "dislike" => false,
        { } other when other.StartsWith("1f44d", StringComparison.OrdinalIgnoreCase) => true,
        { } other when other.StartsWith("1f44e", StringComparison.OrdinalIgnoreCase) => false,
        _ => null,
    };

    /// <summary>An activity that stands for a command.</summary>
    public static IncomingMessage With(Activity activity, string command) => new(EventId(activity), Conversation(activity), Sender(activity), command)
    {
        Thread = activity.Conversation!.ConversationType == "channel" && activity.Conversation.Id!.IndexOf(PostMark, StringComparison.Ordinal) is var at and >= 0
            ? activity.Conversation.Id[(at + PostMark.Length)..]
            : null,
        MessageId = activity.Value is null ? null : activity.ReplyToId,
    };

    /// <summary>What one of our buttons stands for.</summary>
    public static string? Command(JsonElement? data) =>
        data is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("command", out var command) && command.ValueKind == JsonValueKind.String
            ? command.GetString()
            : null;

    /// <summary>As it was meant: the bot's own mention taken out, other people's as their names.</summary>
    private static string Text(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in activity.Entities ?? [])
        {
            if (mention is { Type: "mention", Text.Length: > 0 })
                text = text.Replace(mention.Text, mention.Mentioned?.Id == activity.Recipient?.Id ? " " : mention.Mentioned?.Name ?? " ", StringComparison.OrdinalIgnoreCase);
        }

        return (activity.TextFormat == "plain" ? text : WebUtility.HtmlDecode(text)).Replace('\u00A0', ' ').Trim();
    }

    private static IEnumerable<IncomingFile> Files(Activity activity) =>
        from attachment in activity.Attachments ?? []
        where attachment.ContentType == FileDownload.ContentType && attachment.Content is { ValueKind: JsonValueKind.Object }
        let url = attachment.Content!.Value.Deserialize(ActivityJson.Default.FileDownload)?.DownloadUrl
        where url is not null
        select new IncomingFile(attachment.Name ?? "file", url);

    // General has no name of its own.
    private static string? ChannelName(TeamsChannelData? data) => (data?.Team?.Name, data?.Channel?.Name) switch
    {
        ({ } team, { } channel) => $"{team} › {channel}",
        (null, { } channel) => channel,
        ({ } team, null) => team,
        _ => null,
    };

    private static string Before(string text, string mark) => text.IndexOf(mark, StringComparison.Ordinal) is var at and >= 0 ? text[..at] : text;
}
