using System.Text.Json;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Host;

/// <summary>The command line as scripts use it: exit codes, what goes where, paths.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--nonsense")]
    [InlineData("import")]
    [InlineData("import", "x.md", "--nonsense")]
    [InlineData("import", "-x.md")]
    [InlineData("import", "x.md", "--day", "tomorrow")]
    [InlineData("search", "graph", "--tip", "3")]
    [InlineData("search", "graph", "--top", "many")]
    [InlineData("say", "list", "--ass", "ann")]
    [InlineData("papers")]
    [InlineData("search")]
    [InlineData("say", "help", "--at", "noon")]
    [InlineData("simulate", "--days", "3")]
    [InlineData("simulate", "--from", "2026-01-27", "--days", "0")]
    [InlineData("simulate", "--from", "2026-01-27", "--days", "many")]
    public async Task What_is_no_usage_is_exit_2_with_a_reason_and_touches_no_store(params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-test-").FullName;
        try
        {
            var result = await TestStore.RunInAsync(folder, args);

            Assert.Equal((2, ""), (result.Exit, result.Out));
            Assert.NotEqual("", result.Error);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Importing_what_is_not_there_is_exit_1_with_a_reason()
    {
        await using var store = await TestStore.OpenAsync();

        var result = await store.RunAsync("import", "missing.md");
        var json = await store.RunAsync("import", "missing.md", "--json");

        Assert.Equal((1, ""), (result.Exit, result.Error));
        Assert.Contains("missing.md: not taken", result.Out, StringComparison.Ordinal);
        Assert.Equal(1, json.Exit);
        var file = Assert.Single(JsonDocument.Parse(json.Out).RootElement.GetProperty("files").EnumerateArray());
        Assert.Contains("missing.md", file.GetProperty("rejected")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_are_relative_to_the_folder_the_user_stands_in()
    {
        await using var store = await TestStore.OpenAsync();
        var folder = Directory.CreateDirectory(Path.Combine(store.Folder, "elsewhere", "days")).Parent!.FullName;
        File.WriteAllText(Path.Combine(folder, "days", "2026-01-28.md"), Daily(new Listed("2601.00001", "The paper")));

        var result = await TestStore.RunInAsync(folder, "import", "days", "--db", "own/store.db");

        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.True(File.Exists(Path.Combine(folder, "own", "store.db")));
        Assert.Contains("2601.00001", (await TestStore.RunInAsync(folder, "papers", "export", "--db", "own/store.db")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_into_a_new_store_loads_only_what_it_is_given()
    {
        await using var store = await TestStore.OpenAsync();
        File.WriteAllText(Path.Combine(store.Folder, "one.md"), Daily(new Listed("2601.00001", "The paper")));

        await TestStore.RunInAsync(store.Folder, "import", "one.md", "--day", "2026-01-20", "--db", "new.db");

        var line = Assert.Single((await TestStore.RunInAsync(store.Folder, "papers", "export", "--db", "new.db")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("\"day\":\"2026-01-20\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_reports_each_file_and_a_rejected_one_makes_it_exit_1_while_the_others_are_taken()
    {
        await using var store = await TestStore.OpenAsync();
        var folder = Directory.CreateDirectory(Path.Combine(store.Folder, "in")).FullName;
        File.WriteAllText(Path.Combine(folder, "2026-01-28.md"), Daily(new Listed("2601.00001", "The paper")));
        File.WriteAllText(Path.Combine(folder, "letter.txt"), "Dear friend.");

        var result = await store.RunAsync("import", "in", "--json");

        Assert.Equal((1, ""), (result.Exit, result.Error));
        var files = JsonDocument.Parse(result.Out).RootElement.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(["2026-01-28.md", "letter.txt"], files.Select(file => Path.GetFileName(file.GetProperty("path").GetString()!)));
        Assert.Equal(("daily-markdown", "2026-01-28", false, 1, 1), (
            files[0].GetProperty("format").GetString(), files[0].GetProperty("day").GetString(), files[0].GetProperty("dayEstimated").GetBoolean(),
            files[0].GetProperty("entries").GetInt32(), files[0].GetProperty("new").GetInt32()));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM papers"));
    }

    [Fact]
    public async Task An_exported_paper_is_one_line_of_exactly_these_fields()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001v3", "Über \"quotes\" & <tags> 中文", "cs.IR", "短的总结说明了这篇论文的贡献。", "First.\n  Second paragraph.")));
        await store.IngestAsync("2026-01-27.md", Daily(new Listed("2601.00001", "Über \"quotes\" & <tags> 中文", "cs.CL", "Error", "First.")));

        const string Zh = "短的总结说明了这篇论文的贡献。";
        Assert.Equal(
            "{\"arxivId\":\"2601.00001\",\"version\":3,\"title\":\"Über \\\"quotes\\\" & <tags> 中文\",\"titleMade\":false,"
            + "\"authors\":[\"Ann Author\",\"Bo Writer\"],\"categories\":[\"cs.CL\",\"cs.IR\"],\"day\":\"2026-01-27\","
            + "\"abstract\":\"First.\\n\\nSecond paragraph.\",\"abstractParagraphs\":[\"First.\",\"Second paragraph.\"],"
            + $"\"summaries\":{{\"zh\":{{\"tldr\":\"{Zh}\",\"motivation\":\"{Zh}\",\"method\":\"{Zh}\",\"result\":\"{Zh}\",\"conclusion\":\"{Zh}\"}}}},"
            + "\"digestFiles\":[\"2026-01-27.md\",\"2026-01-28.md\"],\"link\":\"https://arxiv.org/abs/2601.00001\"}\n",
            await store.ExportAsync());
    }

    [Fact]
    public async Task What_an_exported_paper_has_not_is_null_or_empty()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("list.txt", AbstractList("We propose Foo, a method for bars."), "2026-01-28");

        var paper = JsonDocument.Parse(await store.ExportAsync()).RootElement;

        Assert.Equal(
            ["arxivId", "version", "title", "titleMade", "authors", "categories", "day", "abstract", "abstractParagraphs", "summaries", "digestFiles"],
            paper.EnumerateObject().Select(property => property.Name));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, true), (paper.GetProperty("arxivId").ValueKind, paper.GetProperty("version").ValueKind, paper.GetProperty("titleMade").GetBoolean()));
        Assert.Equal((0, "{}"), (paper.GetProperty("authors").GetArrayLength(), paper.GetProperty("summaries").GetRawText()));
    }

    [Fact]
    public async Task A_search_prints_its_hits_as_JSON_and_nothing_else()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "Graph agents"), new Listed("2601.00002", "Speech")));
        await store.IngestAsync("list.txt", AbstractList("We propose GraphBar, a graph method for bars."), "2026-01-28");

        var result = await store.RunAsync("search", "graph", "--json");

        Assert.Equal((0, ""), (result.Exit, result.Error));
        var found = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal(2, found.GetProperty("total").GetInt32());
        Assert.Equal(["2601.00001", null], found.GetProperty("papers").EnumerateArray().Select(hit => hit.GetProperty("arxivId").GetString()).OrderDescending());
        Assert.All(found.GetProperty("papers").EnumerateArray(), hit => Assert.Equal(
            ["reference", "arxivId", "title", "categories", "day"], hit.EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public async Task A_search_that_is_not_understood_is_exit_1_and_says_so_on_standard_error()
    {
        await using var store = await TestStore.OpenAsync();

        var result = await store.RunAsync("search", "since:nonsense", "--json");

        Assert.Equal((1, ""), (result.Exit, result.Out));
        Assert.NotEqual("", result.Error);
    }

    [Fact]
    public async Task Something_said_is_answered_and_stands_in_the_transcript()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "The paper")));

        var said = await store.RunAsync("say", "subscribe", "cs.CL", "weekdays", "at", "09:00", "--as", "tester", "--at", "2026-01-27T12:00Z");
        var wrong = await store.RunAsync("say", "subscribe cs.CLL weekdays at 09:00", "--as", "tester", "--in", "#nlp");
        var json = await store.RunAsync("say", "list", "--as", "tester", "--json");

        Assert.Equal((0, ""), (said.Exit, said.Error));
        Assert.Equal(1, wrong.Exit);
        Assert.Contains("cs.CL", wrong.Out, StringComparison.Ordinal);
        Assert.Equal(0, json.Exit);
        Assert.True(JsonDocument.Parse(json.Out).RootElement.TryGetProperty("summary", out _));
        var direct = await store.CountAsync($"SELECT id FROM conversations WHERE external_id = '@tester'");
        Assert.Equal(["tester", null, "tester", null], (await store.TranscriptAsync(direct)).Select(line => line.Who));
        Assert.Equal("2026-01-28T09:00:00.000Z", await store.ReadAsync(s => s.ValueAsync($"SELECT next_due FROM subscriptions", row => row.Text(0), CancellationToken.None)));
    }

    [Fact]
    public async Task Words_to_leave_out_are_no_options()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "Graph agents"), new Listed("2601.00002", "Graph search")));

        Assert.Contains("\"total\":1", (await store.RunAsync("search", "graph", "-agents", "--json")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await store.RunAsync("say", "subscribe", "graph", "-agents", "daily", "at", "9:00")).Exit);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        var help = await TestStore.RunInAsync(Path.GetTempPath(), "--help");

        Assert.Equal(0, help.Exit);
        Assert.All(["serve", "import", "papers", "search", "say", "simulate", "--db"], word => Assert.Contains(word, help.Out, StringComparison.Ordinal));
    }
}
