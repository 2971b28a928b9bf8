using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Slack.Events;

/// <summary>A click, a filled-in form, a shortcut, or a question for options: https://docs.slack.dev/reference/interaction-payloads.</summary>
internal sealed record Interaction
{
    public string? Type { get; init; }
    public Named? Team { get; init; }
    public InteractingUser? User { get; init; }
    public Named? Channel { get; init; }
    public InteractionContainer? Container { get; init; }
    public InteractionMessage? Message { get; init; }
    public string? TriggerId { get; init; }
    public string? ResponseUrl { get; init; }
    public IReadOnlyList<InteractionAction>? Actions { get; init; }
    public InteractionView? View { get; init; }
    public string? CallbackId { get; init; }

    /// <summary>What was typed so far (<c>block_suggestion</c>).</summary>
    public string? Value { get; init; }

    /// <summary>Where an app is installed for a whole organisation the team may be missing.</summary>
    public string? TeamId => Team?.Id ?? User?.TeamId;
}

internal sealed record Named(string? Id, string? Name);

internal sealed record InteractingUser(string? Id, string? Name, string? Username, string? TeamId);

internal sealed record InteractionContainer
{
    /// <summary><c>message</c>, <c>message_attachment</c> (an unfurled link) or <c>view</c>.</summary>
    public string? Type { get; init; }
    public string? MessageTs { get; init; }
    public string? ChannelId { get; init; }
    public string? ThreadTs { get; init; }
    public bool IsEphemeral { get; init; }
}

internal sealed record InteractionMessage(string? Ts, string? ThreadTs, string? Text);

internal sealed record InteractionAction(string? ActionId, string? Value);

internal sealed record InteractionView
{
    public string? Id { get; init; }
    public string? Type { get; init; }
    public string? CallbackId { get; init; }
    public string? PrivateMetadata { get; init; }
    public ViewState? State { get; init; }
}

/// <summary>What was filled in: by block id, then by action id.</summary>
internal sealed record ViewState(IReadOnlyDictionary<string, IReadOnlyDictionary<string, InputValue>>? Values);

/// <summary>The value of whatever kind of input it is.</summary>
internal sealed record InputValue
{
    public string? Value { get; init; }
    public string? SelectedTime { get; init; }
    public SelectedOption? SelectedOption { get; init; }
    public IReadOnlyList<SelectedOption>? SelectedOptions { get; init; }

    public IReadOnlyList<string> All =>
    [
        .. new[] { Value, SelectedTime, SelectedOption?.Value }.Concat(SelectedOptions?.Select(option => option.Value) ?? []).OfType<string>(),
    ];
}

internal sealed record SelectedOption(string? Value);

/// <summary>A frame of Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode.</summary>
internal sealed record SocketFrame
{
    /// <summary><c>hello</c>, <c>disconnect</c>, <c>events_api</c>, <c>slash_commands</c>, <c>interactive</c>.</summary>
    public string? Type { get; init; }
    public string? EnvelopeId { get; init; }
    public JsonElement Payload { get; init; }
    public bool AcceptsResponsePayload { get; init; }

    /// <summary>Why it disconnects: <c>warning</c>, <c>refresh_requested</c>, <c>link_disabled</c>, <c>too_many_websockets</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>How many sockets the app has open, with this one.</summary>
    public int? NumConnections { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EventPayload))]
[JsonSerializable(typeof(SlackEvent))]
[JsonSerializable(typeof(SlashCommand))]
[JsonSerializable(typeof(Interaction))]
[JsonSerializable(typeof(SocketFrame))]
internal sealed partial class EventsJson : JsonSerializerContext;
