using System.Text.RegularExpressions;
using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Slack.Events;

namespace DigestBot.Slack;

/// <summary>Slack's events as incoming messages; null for what is not for the bot. Pure.</summary>
internal static partial class SlackEventMapper
{
    /// <summary>The message shortcut's callback id in the manifest.</summary>
    public const string RelatedShortcut = "related";

    private const int LongestSearch = 200;

    /// <summary>
    /// A direct message or a mention. Never what a bot said, an edit or a deletion: two bots must not talk to each other for ever. The event's
    /// id is the message's place, as one message can come as two events.
    /// </summary>
    public static IncomingMessage? Message(string team, SlackEvent said, string? botUserId)
    {
        if (said is not { User.Id: { } user, Channel.Id: { } channel, Ts: { } ts, BotId: null, Subtype: null or "file_share" or "thread_broadcast" }
            || user == botUserId || user == "USLACKBOT")
        {
            return null;
        }

        var conversation = SlackPlace.Conversation(team, channel);
        var isDirect = conversation.Kind == ConversationKind.Direct;
        if (!isDirect && said.Type != "app_mention" && !SlackInboundText.Mentions(said.Text, botUserId))
            return null;
        return new IncomingMessage($"{team}/{channel}/{ts}", conversation, Person(team, user, name: null), SlackInboundText.Read(said.Text, botUserId))
        {
            // A channel stays quiet: what is said to the bot there is answered beneath.
            Thread = said.ThreadTs ?? (isDirect ? null : ts),
            Files = [.. (said.Files ?? []).Where(file => file.Id is not null).Select(file => new IncomingFile(file.Name ?? file.Id!, SlackPlace.Of(team, file.Id!)) { FromOutside = said.UserTeam is { } home && home != team })],
        };
    }

    /// <summary>A slash command; over a channel's head its answer goes to the address it came with.</summary>
    public static IncomingMessage? Command(SlashCommand command, Uri api) =>
        command is { TeamId: { } team, ChannelId: { } channel, UserId: { } user, TriggerId: { } trigger }
            ? new IncomingMessage(
                $"command/{team}/{trigger}", SlackPlace.Conversation(team, channel, command.ChannelName), Person(team, user, command.UserName),
                SlackInboundText.Read(command.Text, botUserId: null))
            {
                Thread = new SlackReplyAddress(Thread: null, SlackReplyAddress.Trusted(command.ResponseUrl, api), UrlFirst: true).Store(),
            }
            : null;

    /// <summary>A click: its command as if it were typed there.</summary>
    public static IncomingMessage? Click(Interaction click, Uri api)
    {
        if (click is not { TeamId: { } team, User.Id: { } user, TriggerId: { } trigger, Actions: [{ Value: { Length: > 0 } command }, ..] }
            || ConversationOf(team, click) is not { } conversation)
        {
            return null;
        }

        var container = click.Container;
        var isPrivate = container?.IsEphemeral == true;
        // A channel stays quiet: a card opens beneath its digest.
        var beneath = conversation.Kind == ConversationKind.Shared && !isPrivate && container is { Type: "message" } ? container.MessageTs : null;
        var thread = container?.ThreadTs ?? click.Message?.ThreadTs ?? beneath;
        return new IncomingMessage($"click/{team}/{trigger}", conversation, Person(team, user, click.User.Username ?? click.User.Name), command)
        {
            Thread = new SlackReplyAddress(thread, SlackReplyAddress.Trusted(click.ResponseUrl, api), UrlFirst: isPrivate).Store(),
            // The message under an unfurled link is its author's.
            MessageId = container is { Type: "message", MessageTs: { } ts } ? ts : null,
        };
    }

    /// <summary>Whether a reaction likes or dislikes; null for any other.</summary>
    public static bool? Likes(string? reaction) => reaction?.Split("::")[0] switch
    {
        "+1" or "thumbsup" => true,
        "-1" or "thumbsdown" => false,
        _ => null,
    };

    /// <summary>"Find related papers": the paper a message links, else its words.</summary>
    public static IncomingMessage? Shortcut(Interaction shortcut, Uri api)
    {
        if (shortcut is not { CallbackId: RelatedShortcut, TeamId: { } team, User.Id: { } user, TriggerId: { } trigger, Channel.Id: { } channel, Message: { Ts: { } ts } message })
            return null;
        var text = SlackInboundText.Read(message.Text, botUserId: null);
        var command = Word().Matches(text).Select(word => ArxivId.TryParse(word.Value, out var id) ? $"related {id}" : null).FirstOrDefault(found => found is not null)
            ?? $"find {(text.Length > LongestSearch ? text[..LongestSearch] : text).ReplaceLineEndings(" ")}";
        return new IncomingMessage(
            $"shortcut/{team}/{trigger}", SlackPlace.Conversation(team, channel, shortcut.Channel.Name), Person(team, user, shortcut.User.Username ?? shortcut.User.Name), command)
        {
            Thread = new SlackReplyAddress(message.ThreadTs ?? ts, SlackReplyAddress.Trusted(shortcut.ResponseUrl, api)).Store(),
        };
    }

    /// <summary>A filled-in form is the command it stands for, said where the form was opened.</summary>
    public static IncomingMessage? Submission(Interaction submission, FormOrigin origin, string command) =>
        submission is { TeamId: { } team, User.Id: { } user, View.Id: { } view }
            ? new IncomingMessage($"form/{team}/{view}/{submission.TriggerId}", origin.Conversation(team), Person(team, user, submission.User.Username ?? submission.User.Name), command)
            {
                Thread = origin.Thread,
            }
            : null;

    public static FormValues Values(InteractionView view) => new((view.State?.Values ?? new Dictionary<string, IReadOnlyDictionary<string, InputValue>>()).ToDictionary(
        block => block.Key, block => (IReadOnlyList<string>)[.. block.Value.Values.SelectMany(value => value.All)]));

    public static Sender Person(string team, string user, string? name) => new(SlackPlace.Of(team, user), name is { Length: > 0 } ? name : user);

    /// <summary>Where something was clicked; on the Home tab it is the person's direct chat, which the tab remembers.</summary>
    public static ConversationReference? ConversationOf(string team, Interaction interaction) =>
        (interaction.Channel?.Id ?? interaction.Container?.ChannelId) is { } channel ? SlackPlace.Conversation(team, channel, interaction.Channel?.Name)
        : FormOrigin.Parse(interaction.View?.PrivateMetadata) is { } origin ? origin.Conversation(team)
        : null;

    [GeneratedRegex(@"[^\s<>|()\[\]""',;]+")]
    private static partial Regex Word();
}
