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
        var json = CommonOptions.Json();
        var command = new Command("simulate", "Replay days on a copy of the store and print every digest they would bring.") { from, days, json };
        command.SetAction((result, token) => RunAsync(options, result, terminal, result.GetValue(from)!.Value, result.GetValue(days), result.GetValue(json), token));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions options, ParseResult result, Terminal terminal, DateOnly from, int days, bool json, CancellationToken cancellationToken)
    {
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        var made = (await new Simulation(database).RunAsync(from, days, cancellationToken)).Where(digest => digest.Sent).ToList();
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

        await terminal.Out.WriteLineAsync($"{digests.Count} {(digests.Count == 1 ? "digest" : "digests")} in {days} days.");
        return DigestBotCommandLine.Done;
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
