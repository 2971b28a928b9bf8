using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Digests;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Host.CommandLine;

/// <summary><c>simulate --from DATE --days N [--json]</c>: every digest those days would bring, by the real code on a copy; nothing is sent.</summary>
internal static class SimulateCommand
{
    private const int MostDays = 3660;

    public static Command Create(CommonOptions options, Terminal terminal)
    {
        var from = new Option<DateOnly?>("--from")
        {
            Description = "The first day (2026-01-27).",
            Required = true,
            HelpName = "DATE",
            CustomParser = result => CommandLineDates.Day(result),
        };
        var days = new Option<int>("--days") { Description = "How many days.", Required = true, HelpName = "N" };
        days.Validators.Add(result =>
        {
            // What is no number at all has an error of its own.
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number is < 1 or > MostDays)
                result.AddError($"--days takes 1 to {MostDays}.");
        });
        var since = new Option<DateOnly?>("--as-if-since")
        {
            Description = "Take subscriptions made later as made on this day.",
            HelpName = "DATE",
            CustomParser = result => CommandLineDates.Day(result),
        };
        var json = CommonOptions.Json();
        var command = new Command("simulate", "Replay days on a copy of the store and print every digest they would bring.") { from, days, since, json };
        command.SetAction((result, token) => RunAsync(options, result, terminal, result.GetValue(from)!.Value, result.GetValue(days), result.GetValue(since), result.GetValue(json), token));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions options, ParseResult result, Terminal terminal, DateOnly from, int days, DateOnly? since, bool json, CancellationToken cancellationToken)
    {
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        var made = (await new Simulation(database).RunAsync(from, days, since, cancellationToken)).Where(digest => digest.Sent).ToList();
        var digests = new List<SimulatedDigest>();
        foreach (var digest in made)
            digests.Add(await ExportAsync(database, digest, cancellationToken));

        if (json)
        {
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new SimulatedDigests(digests), SimulationJson.Readable.SimulatedDigests));
            return DigestBotCommandLine.Done;
        }

        foreach (var (digest, exported) in made.Zip(digests))
        {
            await terminal.Out.WriteLineAsync($"{exported.DueLocal} ({exported.Zone}) · {exported.Conversation} · {SubscriptionWords.Name(digest.Subscription)}");
            foreach (var paper in digest.Composition.Shown)
                await terminal.Out.WriteLineAsync($"  {paper.Title}");
            await terminal.Out.WriteLineAsync($"  {DigestMessage.Line(digest.Composition.Coverage)}");
        }

        foreach (var line in await SilentAsync(database, made, from, days, since, cancellationToken))
            await terminal.Out.WriteLineAsync(line);
        await terminal.Out.WriteLineAsync($"{digests.Count} {(digests.Count == 1 ? "digest" : "digests")} in {days} days.");
        return DigestBotCommandLine.Done;
    }

    /// <summary>Why a subscription brought nothing.</summary>
    private static async Task<IReadOnlyList<string>> SilentAsync(Database database, IReadOnlyList<MadeDigest> made, DateOnly from, int days, DateOnly? since, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var end = new DateTimeOffset(from.AddDays(days), TimeOnly.MinValue, TimeSpan.Zero);
        var heard = made.Select(digest => digest.Subscription.Id).ToHashSet();
        var lines = new List<string>();
        foreach (var subscription in await new SubscriptionStore(session).AllAsync(cancellationToken))
        {
            if (heard.Contains(subscription.Id))
                continue;
            var conversation = await new ConversationStore(session).FindAsync(subscription.ConversationId, cancellationToken);
            var why = subscription.State != SubscriptionState.Active && subscription.PausedUntil is null ? "it is paused"
                : since is null && subscription.CreatedAt >= end ? $"it was made on {DateOnly.FromDateTime(subscription.CreatedAt.UtcDateTime):yyyy-MM-dd}, after these days; --as-if-since {from:yyyy-MM-dd} takes it along"
                : "no stored paper of these days fits it, or it was not due";
            lines.Add($"Nothing · {conversation!.DisplayName} · {SubscriptionWords.Name(subscription)}: {why}.");
        }

        return lines;
    }

    private static async Task<SimulatedDigest> ExportAsync(Database database, MadeDigest digest, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var conversation = await new ConversationStore(session).FindAsync(digest.Subscription.ConversationId, cancellationToken);
        var zone = digest.Subscription.Schedule.Zone;
        return new SimulatedDigest(
            digest.DueAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Zones.Local(digest.DueAt, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            zone,
            conversation!.DisplayName,
            digest.Subscription.Number,
            [.. digest.Composition.Shown.Select(PaperReference.Of)],
            digest.Composition.Coverage);
    }
}

internal sealed record SimulatedDigests(IReadOnlyList<SimulatedDigest> Digests);

internal sealed record SimulatedDigest(
    string DueUtc, string DueLocal, string Zone, string Conversation, int Subscription, IReadOnlyList<string> ArxivIds, Coverage Coverage);

[JsonSerializable(typeof(SimulatedDigests))]
internal sealed partial class SimulationJson : JsonSerializerContext
{
    public static readonly SimulationJson Readable = new(ReadableJson.Options());
}
