using System.Text.Json.Serialization;
using DigestBot.Commands;
using DigestBot.Messages;

namespace DigestBot.WebChat;

/// <summary>Somebody opens the page; language and zone as their browser has them.</summary>
internal sealed record Entering(string Person, string? Language, string? Zone);

/// <summary>What the page shows around a conversation.</summary>
/// <param name="Revision">Lines up to here are known; later ones come live.</param>
/// <param name="MostFileBytes">Larger files need not be sent.</param>
internal sealed record PageState(
    string Person, IReadOnlyList<string> People, IReadOnlyList<Place> Places, long Revision, ClockState Clock, IReadOnlyList<VerbLine> Verbs, long MostFileBytes);

/// <summary>A conversation of the page. <c>Latest</c>: its newest line that the person may see and did not write.</summary>
internal sealed record Place(string Id, string Name, bool Shared, long Latest);

/// <summary>The bot's time. <c>Refused</c> says why it cannot be moved.</summary>
internal sealed record ClockState(DateTimeOffset Now, string Zone, bool Moved, string? Refused, IReadOnlyList<ClockMove> Moves);

/// <param name="Digest">Brings the next digest.</param>
internal sealed record ClockMove(string Label, string When, DateTimeOffset To, bool Digest = false);

/// <summary>A line to show, or to show in place of the one with its id.</summary>
internal sealed record ShownLine(long Id, string Place, bool Mine, string Html);

internal sealed record ShownLines(IReadOnlyList<ShownLine> Lines, bool Earlier);

/// <summary>Typed, or clicked on a <c>Message</c>. <c>Event</c> is the browser's own id for it, the same when it is sent again.</summary>
internal sealed record Saying(string Event, string Person, string Place, string Text, string? Message);

internal sealed record FillingIn(string Event, string Person, string Place, string Form, IReadOnlyDictionary<string, IReadOnlyList<string>> Values, string? Message);

internal sealed record NewChannel(string Person, string Name);

/// <summary>To a moment, or to a local time in the person's zone.</summary>
internal sealed record ClockTarget(string Person, DateTimeOffset? To, DateTime? Local);

internal sealed record ShownFormat(string Name, string Text);

/// <summary>Why something was not done, in the reader's language.</summary>
internal sealed record Refusal(string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Entering))]
[JsonSerializable(typeof(PageState))]
[JsonSerializable(typeof(ShownLine))]
[JsonSerializable(typeof(ShownLines))]
[JsonSerializable(typeof(Saying))]
[JsonSerializable(typeof(FillingIn))]
[JsonSerializable(typeof(NewChannel))]
[JsonSerializable(typeof(ClockTarget))]
[JsonSerializable(typeof(IReadOnlyList<ShownFormat>))]
[JsonSerializable(typeof(IReadOnlyList<Choice>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class WebChatJson : JsonSerializerContext;
