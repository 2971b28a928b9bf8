using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DigestBot;

/// <summary>
/// What is measured, under the name DigestBot: counts, durations and states, by channel and outcome; never an id, a name or a text of a person's.
/// Costs next to nothing while nobody listens.
/// </summary>
public static class Telemetry
{
    public const string Name = "DigestBot";

    internal static readonly ActivitySource Traces = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> IngestedFiles = Meter.CreateCounter<long>("digestbot.ingested.files", "{file}", "Digest files taken, known already or rejected.");
    private static readonly Counter<long> IngestedEntries = Meter.CreateCounter<long>("digestbot.ingested.entries", "{entry}", "Entries of digest files: new, updated or known papers.");
    private static readonly Counter<long> MatchedPapers = Meter.CreateCounter<long>("digestbot.matched", "{paper}", "Papers that scheduled digests brought, those over their cap among them.");
    private static readonly Counter<long> SentMessages = Meter.CreateCounter<long>("digestbot.sent", "{message}", "Messages delivered.");
    private static readonly Counter<long> RetriedMessages = Meter.CreateCounter<long>("digestbot.retried", "{message}", "Attempts after which a message is tried again.");
    private static readonly Counter<long> FailedMessages = Meter.CreateCounter<long>("digestbot.failed", "{message}", "Messages that became dead letters.");
    private static readonly Histogram<double> SweepDuration = Duration("digestbot.sweep.duration", "Sweeps with something due.", [.01, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60]);
    private static readonly Histogram<double> SendDuration = Duration("digestbot.send.duration", "Single attempts to send.", [.01, .05, .1, .25, .5, 1, 2.5, 5, 10, 30]);
    private static readonly Histogram<double> SearchDuration = Duration("digestbot.search.duration", "Searches.", [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5]);

    private static readonly Gauge<long> Waiting = Meter.CreateGauge<long>("digestbot.outbox.waiting", "{message}", "Messages that wait to be sent.");
    private static readonly Gauge<long> Dead = Meter.CreateGauge<long>("digestbot.outbox.dead", "{message}", "Dead letters.");
    private static readonly Gauge<long> Paused = Meter.CreateGauge<long>("digestbot.deliveries.paused", "{subscription}", "Subscriptions whose destination refuses.");

    /// <summary>Whether anyone asks for <see cref="Standing"/>, which takes a look into the store.</summary>
    internal static bool WantsStanding => Waiting.Enabled;

    /// <summary>Whether anyone asks for <see cref="Sent"/>, <see cref="Retried"/> and <see cref="Failed"/>.</summary>
    internal static bool CountsSends => SentMessages.Enabled;

    /// <param name="outcome">taken, known, rejected.</param>
    internal static void Ingested(string outcome, int @new, int updated, int known)
    {
        IngestedFiles.Add(1, Outcome(outcome));
        IngestedEntries.Add(@new, Outcome("new"));
        IngestedEntries.Add(updated, Outcome("updated"));
        IngestedEntries.Add(known, Outcome("known"));
    }

    internal static void Swept(TimeSpan took, int matched)
    {
        SweepDuration.Record(took.TotalSeconds);
        MatchedPapers.Add(matched);
    }

    internal static void Sent(string channel, string kind) => SentMessages.Add(1, Channel(channel), new("kind", kind.ToLowerInvariant()));

    internal static void Retried(string channel, string outcome) => RetriedMessages.Add(1, Channel(channel), Outcome(outcome));

    internal static void Failed(string channel, string outcome) => FailedMessages.Add(1, Channel(channel), Outcome(outcome));

    internal static void Attempted(TimeSpan took, string channel, string outcome) => SendDuration.Record(took.TotalSeconds, Channel(channel), Outcome(outcome));

    internal static void Searched(TimeSpan took) => SearchDuration.Record(took.TotalSeconds);

    internal static void Standing(long waiting, long dead, long paused)
    {
        Waiting.Record(waiting);
        Dead.Record(dead);
        Paused.Record(paused);
    }

    private static Histogram<double> Duration(string name, string what, double[] buckets) =>
        Meter.CreateHistogram(name, "s", what, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });

    private static KeyValuePair<string, object?> Channel(string name) => new("channel", name);

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome.ToLowerInvariant());
}
