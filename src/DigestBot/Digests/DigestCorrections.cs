using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Papers;
using Microsoft.Extensions.Logging;

namespace DigestBot.Digests;

/// <summary>
/// Papers changed: the posted digests and cards that show them are edited in place, where what they say differs now. Each is written anew from its own
/// list of papers; nothing is matched, counted or posted, and the ledger does not hear of it. Ingestion only writes down what changed: what a
/// crash interrupts is done again, and comes to the same.
/// </summary>
public sealed class DigestCorrections(Database database, TimeProvider time, ILogger<DigestCorrections> log)
{
    /// <summary>The newest first; newer readers may read thousands of files again at once, and nobody waits for a thousand edits.</summary>
    private const int MostMessages = 1000;
    private const int BatchSize = 50;

    /// <summary>How many messages are to say something else.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<long> showing;
        long latest;
        var now = time.GetUtcNow();
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            if (await new PaperChanges(session).LatestAsync(cancellationToken) is not { } change)
                return 0;
            latest = change;
            showing = await new Corrections(session).ShowingAsync(latest, now, MostMessages, cancellationToken);
        }

        var corrected = 0;
        foreach (var some in showing.Chunk(BatchSize))
            corrected += await CorrectAsync(some, now, cancellationToken);

        await using (var session = await database.WriteAsync(cancellationToken))
        {
            await new PaperChanges(session).DoneAsync(latest, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        if (corrected > 0)
            Log.Corrected(log, corrected, showing.Count);
        return corrected;
    }

    private async Task<int> CorrectAsync(IReadOnlyList<long> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var corrections = new Corrections(session);
        var messages = (await corrections.ReadAsync(ids, cancellationToken)).Select(posted => (Posted: posted, Message: MessageJson.Deserialize(posted.Body))).ToList();
        var papers = await new PaperChanges(session).CurrentAsync([.. messages.SelectMany(m => Correction.PapersOf(m.Message)).Distinct()], cancellationToken);
        var corrected = 0;
        foreach (var (posted, message) in messages)
            corrected += await corrections.CorrectAsync(posted, Correction.Compose(message, papers), now, cancellationToken) ? 1 : 0;
        await session.CommitAsync(cancellationToken);
        return corrected;
    }
}
