using System.Globalization;
using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>A paper to choose: two lines to know it by, and its card without buttons, as it may be posted where the bot is not.</summary>
public sealed record PickedPaper(string Title, string Facts, Message Card);

/// <summary>Papers to choose one from while writing a message: found like <c>find</c> does, the newest where nothing was typed yet.</summary>
public sealed class PaperPicker(Database database, TimeProvider time, CommandDefaults defaults)
{
    /// <summary>How far <c>skip</c> goes.</summary>
    private const int MostHits = 200;

    /// <summary>In the person's language. What was not understood comes back as the problem, in words.</summary>
    public async Task<(IReadOnlyList<PickedPaper> Papers, string? Problem)> FindAsync(
        string channel, Sender sender, string words, int skip, int most, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var person = await new ConversationStore(session).KnowAsync(channel, sender, cancellationToken);
        await session.CommitAsync(cancellationToken);

        await using var reading = await database.ReadAsync(cancellationToken);
        var store = new PaperStore(reading);
        var language = person.Language ?? Languages.OfLocale(person.ProfileLanguage) ?? "en";
        using var spoken = UiLanguage.Use(language);
        var zone = person.Zone ?? (person.ProfileZone is { } profile ? Zones.Find(profile) : null) ?? defaults.Zone;
        var today = DateOnly.FromDateTime(Zones.Local(time.GetUtcNow(), zone).DateTime);
        var parsed = QueryParser.Parse(QueryLexer.Normalise(words).Trim(), new QueryContext(await store.KnownCategoriesAsync(cancellationToken), today, QueryMode.Search));
        if (parsed.Value is not { } query)
            return ([], MistakeAnswer.Of(parsed.Mistake!, Strings.Verb_Find).Message.Summary);
        // Nothing was typed yet: everything, newest first.
        if (query.IsEmpty)
            query = query with { Since = DateOnly.MinValue };
        var found = await new PaperSearch(reading).FindAsync(query, Math.Min(skip + most, MostHits), cancellationToken);
        var papers = await store.ListAsync([.. found.Ids.Skip(skip)], cancellationToken);
        return ([.. papers.Select(paper => Picked(paper, language))], null);
    }

    private static PickedPaper Picked(Paper paper, string language)
    {
        var card = PaperCard.Compose(paper, PaperReference.Of(paper), language);
        string[] facts = [ShortAuthors.Of(paper.Authors), paper.Categories.Count > 0 ? paper.Categories[0] : "", paper.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
        return new PickedPaper(
            PaperCard.Title(paper), string.Join(" · ", facts.Where(fact => fact.Length > 0)), card with { Blocks = [.. card.Blocks.Where(block => block is not Actions)] });
    }
}
