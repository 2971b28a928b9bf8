using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.WebChat.Html;

namespace DigestBot.WebChat;

/// <summary>
/// What one person's page is sent while it is open: lines as they are written or changed, numbered by revision so that a page that was cut off
/// goes on where it was; and a word when the clock was moved.
/// </summary>
public sealed class LiveLines(Database database, MovableClock clock)
{
    /// <summary>What other processes write wakes nobody here.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private const int MostAtOnce = 100;

    internal async IAsyncEnumerable<SseItem<string>> ReadAsync(
        string person, string language, long revision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var offset = clock.Offset;
        // Tells the browser that the stream stands.
        yield return new SseItem<string>("", "open") { ReconnectionInterval = LookAgain };
        while (!cancellationToken.IsCancellationRequested)
        {
            var written = database.Written(Transcript.Table).Next;
            foreach (var (line, shown) in await SinceAsync(person, language, revision, cancellationToken))
            {
                revision = line.Revision;
                yield return new SseItem<string>(JsonSerializer.Serialize(shown, WebChatJson.Default.ShownLine), "line") { EventId = $"{revision}" };
            }

            if (clock.Offset != offset)
            {
                offset = clock.Offset;
                yield return new SseItem<string>("", "clock");
            }

            await Task.WhenAny(written, Task.Delay(LookAgain, cancellationToken));
        }
    }

    internal static ShownLine Shown(TranscriptLine line, string person) => new(line.Id, line.Place, line.Who == person, HtmlLine.Render(line, person));

    private async Task<IReadOnlyList<(TranscriptLine Line, ShownLine Shown)>> SinceAsync(
        string person, string language, long revision, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var lines = await new Transcript(session).SinceAsync(person, revision, MostAtOnce, cancellationToken);
        using var speaks = UiLanguage.Use(language);
        return [.. lines.Select(line => (line, Shown(line, person)))];
    }
}
