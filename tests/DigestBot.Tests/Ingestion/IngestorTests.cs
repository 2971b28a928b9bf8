using System.Text;
using System.Text.Json;
using DigestBot.Ingestion;
using DigestBot.Papers;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Ingestion;

/// <summary>A digest file enters the store once and whole (promises 1 and 2).</summary>
public sealed class IngestorTests
{
    private static readonly string[] Seeds = ["000", "001", "002", "003", "004"];

    [Fact]
    public async Task The_five_real_files_are_182_papers_of_183_entries()
    {
        await using var store = await TestStore.OpenAsync();
        await ImportAsync(store, Seeds);

        Assert.Equal(183, await store.CountAsync($"SELECT COUNT(*) FROM entries"));
        Assert.Equal(182, await store.CountAsync($"SELECT COUNT(*) FROM papers"));
        Assert.Equal(
            ["cs.AI 20", "cs.CL 39", "cs.IR 13", "cs.LG 78"],
            await store.ReadAsync(s => s.QueryAsync(
                $"SELECT category || ' ' || COUNT(*) FROM paper_categories GROUP BY category ORDER BY category", row => row.Text(0), CancellationToken.None)));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task Every_exported_field_of_the_real_files_is_as_written_down_by_hand()
    {
        await using var store = await TestStore.OpenAsync();
        await ImportAsync(store, Seeds);
        var exported = (await store.ExportAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var byId = exported.Where(p => p.GetProperty("arxivId").ValueKind == JsonValueKind.String).ToDictionary(p => p.GetProperty("arxivId").GetString()!);
        var gold = JsonDocument.Parse(File.ReadAllBytes(Samples.Gold("004"))).RootElement.GetProperty("entries").EnumerateArray().ToList();

        Assert.Equal(150, gold.Count);
        foreach (var truth in gold)
        {
            var paper = byId[truth.GetProperty("arxiv_id").GetString()!];
            Assert.Equal(truth.GetProperty("title").GetString(), paper.GetProperty("title").GetString());
            Assert.False(paper.GetProperty("titleMade").GetBoolean());
            Assert.Equal(Texts(truth.GetProperty("authors")), Texts(paper.GetProperty("authors")));
            Assert.Equal([truth.GetProperty("section_category").GetString()!], Texts(paper.GetProperty("categories")));
            Assert.Equal(Texts(truth.GetProperty("abstract_paragraphs")).Select(Fold), Texts(paper.GetProperty("abstractParagraphs")).Select(Fold));
            Assert.Equal(string.Join("\n\n", Texts(paper.GetProperty("abstractParagraphs"))), paper.GetProperty("abstract").GetString());
            var failed = Texts(truth.GetProperty("summary_failed"));
            foreach (var field in new[] { "tldr", "motivation", "method", "result", "conclusion" })
            {
                var said = paper.GetProperty("summaries").EnumerateObject().Select(language => language.Value.GetProperty(field).GetString()).SingleOrDefault(text => text is not null);
                Assert.Equal(failed.Contains(field) ? null : Fold(truth.GetProperty(field).GetString()!), said is null ? null : Fold(said));
            }
        }

        var nameless = exported.Where(p => p.GetProperty("titleMade").GetBoolean()).Select(p => Fold(p.GetProperty("abstract").GetString()!)).ToList();
        var abstracts = Seeds[..4].SelectMany(number => JsonDocument.Parse(File.ReadAllBytes(Samples.Gold(number))).RootElement.GetProperty("entries").EnumerateArray())
            .Select(truth => Fold(string.Join(' ', Texts(truth.GetProperty("abstract_paragraphs"))))).Distinct().ToList();
        Assert.Equal(32, abstracts.Count);
        Assert.Equal(abstracts.Order(StringComparer.Ordinal), nameless.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_real_files_again_change_nothing()
    {
        await using var store = await TestStore.OpenAsync();
        await ImportAsync(store, Seeds);
        var before = await StoreDump.OfAsync(store);

        await ImportAsync(store, [.. Seeds.Reverse()]);

        var after = await StoreDump.OfAsync(store);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
    }

    [Fact]
    public async Task The_real_files_give_the_same_papers_in_any_order()
    {
        string? expected = null;
        foreach (var order in new[] { "01234", "43210", "20413", "14302" })
        {
            await using var store = await TestStore.OpenAsync();
            await ImportAsync(store, [.. order.Select(digit => $"00{digit}")]);
            var export = await store.ExportAsync();
            expected ??= export;
            Assert.Equal(expected, export);
        }
    }

    [Fact]
    public async Task Content_known_under_another_name_is_reported_and_changes_nothing()
    {
        await using var store = await TestStore.OpenAsync();
        var text = Daily(new Listed("2601.00001", "One"), new Listed("2601.00002", "Two"));
        await store.IngestAsync("2026-01-28.md", text);
        var before = await StoreDump.OfAsync(store);

        var report = await store.IngestAsync("copy-of-2026-01-20.md", text);

        Assert.Equal((2, 0, 2, 0), (report.Entries, report.New, report.Known, report.Updated));
        Assert.Contains("2026-01-28.md", Assert.Single(report.Notes).Note, StringComparison.Ordinal);
        Assert.Equal(before, await StoreDump.OfAsync(store));
    }

    [Fact]
    public async Task Files_taken_by_an_older_reader_are_read_again_and_keep_papers_and_ledger()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        var (list, daily) = (AbstractList(Abstract(1), Abstract(2)), Daily(new Listed("2601.00001", "One"), new Listed("2601.00002", "Two")));
        await store.IngestAsync("profile.txt", list);
        await store.IngestAsync("2026-01-28.md", daily);
        Assert.Equal(4, Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z")).Composition.Coverage.Shown);
        var papers = await TableAsync(store, "papers");
        var ledger = await TableAsync(store, "ledger");
        await store.WriteAsync(session => session.ExecuteAsync($"UPDATE digest_files SET reader = 0", CancellationToken.None));
        store.Clock.Now = TestStore.Moment("2026-03-28T06:00Z");

        var report = await store.IngestAsync("renamed.txt", list);
        await store.IngestAsync("renamed.md", daily);

        Assert.Equal((2, 0, 2), (report.Entries, report.New, report.Known));
        Assert.Equal((papers, ledger), (await TableAsync(store, "papers"), await TableAsync(store, "ledger")));
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM digest_files WHERE reader = 0 OR backfill = 1 OR day <> '2026-01-28'"));
        Assert.False(Assert.Single(await store.SweepAtAsync("2026-03-28T09:00Z")).Sent);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_day_once_said_stays_when_the_file_is_read_again()
    {
        await using var store = await TestStore.OpenAsync();
        var text = Daily(new Listed("2601.00001", "One"));
        await store.IngestAsync("2026-01-28.md", text, day: "2026-01-20");
        await store.WriteAsync(session => session.ExecuteAsync($"UPDATE digest_files SET reader = 0", CancellationToken.None));

        var report = await store.IngestAsync("2026-01-28.md", text);

        Assert.Equal((TestStore.Day("2026-01-20"), false), (report.Day, report.DayEstimated));
    }

    [Fact]
    public async Task A_newer_reader_that_finds_more_keeps_what_was_sent()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        var taken = await store.TakeAsync("profile.txt", "2026-01-28", Entry(null, text: Abstract(1)));
        await store.SweepAtAsync("2026-01-28T09:00Z");
        await store.TakeAsync("titles.md", "2026-01-01", Entry("2601.00001", "The title"));

        // The newer reader finds the id, and so that both are one.
        await store.WriteAsync(session => new Arrival(session).ReadAgainAsync(taken.File, [Entry("2601.00001", "The title", Abstract(1))], CancellationToken.None));

        Assert.Equal(Assert.Single(await store.PapersAsync()).Id, await store.CountAsync($"SELECT paper_id FROM ledger"));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_newer_reader_that_finds_less_leaves_nothing_of_what_was_no_paper()
    {
        await using var store = await TestStore.OpenAsync();
        var taken = await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "The paper"), Entry(null, "Table of contents", Abstract(1)));

        await store.WriteAsync(session => new Arrival(session).ReadAgainAsync(taken.File, [Entry("2601.00001", "The paper, mended", Abstract(2))], CancellationToken.None));

        Assert.Equal("The paper, mended", Assert.Single(await store.PapersAsync()).Title);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task An_import_that_ends_half_way_leaves_nothing()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", Daily(new Listed("2601.00001", "Known")));
        var before = await StoreDump.OfAsync(store);
        var text = Encoding.UTF8.GetBytes(Daily([.. Enumerable.Range(1, 250).Select(i => new Listed($"2601.{i:00000}", $"Paper {i}"))]));

        await Assert.ThrowsAsync<IOException>(() => store.Ingestor.IngestAsync("2026-01-28.md", text, given: null, new Failing(), CancellationToken.None));

        Assert.Equal(before, await StoreDump.OfAsync(store));
        Assert.Equal(250, (await store.Ingestor.IngestAsync("2026-01-28.md", text, given: null, progress: null, CancellationToken.None)).Entries);
        await StoreInvariants.CheckAsync(store);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("Just a letter to a friend.", "I do not know this kind of file")]
    [InlineData("\u0000\u0001\u0002", "I do not know this kind of file")]
    public async Task A_file_that_is_none_is_not_taken_and_the_reason_is_said(string text, string reason)
    {
        await using var store = await TestStore.OpenAsync();
        var before = await StoreDump.OfAsync(store);

        var report = await store.IngestAsync("letter.txt", text);

        Assert.False(report.Taken);
        Assert.StartsWith(reason, Assert.Single(report.Rejected).Reason, StringComparison.Ordinal);
        Assert.Equal(before, await StoreDump.OfAsync(store));
    }

    [Fact]
    public async Task Text_in_another_encoding_is_taken_and_the_guess_is_said()
    {
        await using var store = await TestStore.OpenAsync();

        var report = await store.Ingestor.IngestAsync("2026-01-28.md", Encoding.Latin1.GetBytes("Abstract: naïve"), given: null, progress: null, CancellationToken.None);

        Assert.Equal(1, report.New);
        Assert.Contains("windows-1252", Assert.Single(report.Notes).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_not_taken()
    {
        await using var store = await TestStore.OpenAsync();
        var bytes = new byte[4_000];
        new Random(1).NextBytes(bytes);

        var report = await store.Ingestor.IngestAsync("2026-01-28.md", bytes, given: null, progress: null, CancellationToken.None);

        Assert.Contains("UTF-8", Assert.Single(report.Rejected).Reason, StringComparison.Ordinal);
    }

    private static async Task ImportAsync(TestStore store, IReadOnlyList<string> seeds)
    {
        foreach (var seed in seeds)
        {
            var report = await store.Ingestor.IngestFileAsync(Samples.Seed(seed), TestStore.Day("2026-01-28"), progress: null, CancellationToken.None);
            Assert.Empty(report.Rejected);
        }
    }

    private static async Task<string> TableAsync(TestStore store, string table) => (await StoreDump.OfAsync(store))[table];

    private static IReadOnlyList<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class Failing : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value)
        {
            if (value.Done >= 200)
                throw new IOException("the terminal is gone");
        }
    }
}
