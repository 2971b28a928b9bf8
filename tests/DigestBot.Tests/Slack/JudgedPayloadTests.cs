using System.Text.Json;
using System.Text.Json.Nodes;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Messages;
using DigestBot.Slack;
using DigestBot.Slack.BlockKit;
using DigestBot.Tests.Messages;

namespace DigestBot.Tests.Slack;

/// <summary>Every message and view the product makes of real and of hostile digest files, judged by a validator made of Slack's own types.</summary>
public sealed class JudgedPayloadTests
{
    private static readonly string[] Said =
    [
        "help", "help subscribe", "list", "subscribe cs.CL cs.LG \"language model\" -survey top 10 weekdays at 09:00", "subscribe everything daily at 8:00", "list", "preview", "preview 2", "digest",
        "find language models", "more", "card 1", "card 1 zh", "card 1 en", "related 1", "categories", "status", "language zh", "列表", "帮助", "预览 1", "查找 模型", "卡片 1", "language en",
        "subscribe cs.CLL", "unsubscribe all", "undo", "forget me", "pause 1 until monday", "nonsense that nobody understands", "abstract 1", "change 1", "timezone Berlin",
    ];

    [Theory]
    [InlineData("000")]
    [InlineData("001")]
    [InlineData("002")]
    [InlineData("003")]
    public async Task Every_answer_from_a_real_digest_file_passes(string seed)
    {
        var path = Samples.Seed(seed);
        await using var store = await TestStore.OpenAsync();
        await store.Ingestor.IngestFileAsync(path, null, null, CancellationToken.None);

        var payloads = new List<(string, JsonNode)>();
        foreach (var text in Said)
            payloads.AddRange(SlackPayloads.Posts((await store.SayAsync(text)).Message).Select((post, i) => ($"{text} [{i}]", (JsonNode)post)));
        foreach (var paper in await store.PapersAsync())
        {
            foreach (var language in (string[])["en", "zh"])
            {
                payloads.AddRange(SlackPayloads.Posts(PaperCard.Compose(paper, "p:1", language, withAbstract: true)).Select(post => ($"card {paper.Id}", (JsonNode)post)));
                payloads.Add(($"unfurl {paper.Id}", Unfurl(paper, language)));
            }
        }

        await SlackJudge.AcceptsAsync(payloads);
    }

    [Fact]
    public async Task Every_digest_and_card_of_hostile_entries_passes()
    {
        Samples.Require();
        string[] hostile = ["<!channel> & <@U012AB3CD> <https://evil.example|arXiv> *b* _i_ ~s~ `c` ```x``` :tada: @everyone", new('x', 9000), "‮evil", "$\\alpha_1^*$ <script>", "[a](javascript:alert(1))", "> quote\n# h\n- l", string.Concat(Enumerable.Repeat("中文😀", 2000)), " "];
        var papers = hostile.Select((text, i) => PaperSamples.Paper($"2601.{i:D5}") with
        {
            Id = i + 1, Title = text, Authors = [text, text], Categories = [text], Abstract = [text, text], Url = i % 2 == 0 ? "javascript:alert(1)" : "https://a.example/?q=<x>&y=\"z\"|" + new string('u', i * 500),
            Summaries = new Dictionary<string, DigestBot.Papers.Summary> { ["en"] = new(text, text, text, text, text), ["zh"] = new(text, text, text, text, text) },
        }).ToList();
        var payloads = new List<(string, JsonNode)>();
        foreach (var paper in papers)
        {
            payloads.AddRange(SlackPayloads.Posts(PaperCard.Compose(paper, "p:1", "en", withAbstract: true)).Select(post => ($"card {paper.Id}", (JsonNode)post)));
            payloads.Add(($"unfurl {paper.Id}", Unfurl(paper, "zh")));
        }

        var list = new Message(hostile[0], [new Heading(hostile[0]), .. papers.SelectMany((paper, i) => Enumerable.Range(0, 10).Select(n => EntryLine.Compose((i * 10) + n + 1, paper, "en", reason: hostile[0])))]);
        payloads.AddRange(SlackPayloads.Posts(list).Select((post, i) => ($"digest {i}", (JsonNode)post)));
        await SlackJudge.AcceptsAsync(payloads);
    }

    [Fact]
    public async Task Every_form_and_the_Home_tab_pass_in_both_languages()
    {
        Samples.Require();
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", DigestFiles.Daily(new Listed("2601.00001", "A paper")));
        await store.SubscribeAsync("everything daily at 8:00");
        await store.SubscribeAsync("cs.CL -survey by:\"Andreas Geiger\" mondays at 8:30", shared: "nlp");
        var direct = new ConversationReference("webchat", "@ann", ConversationKind.Direct);
        var payloads = new List<(string, JsonNode)>();
        foreach (var language in (string[])["en", "zh"])
        {
            await store.SayAsync($"language {language}");
            var ann = new Sender("ann", "ann");
            foreach (var command in (string[])["subscribe", "subscribe cs.CL", "change 1", "schedule 1"])
            {
                var form = await new CommandForms(store.Database, store.Clock, new CommandDefaults()).OpenAsync(direct, ann, command, CancellationToken.None);
                payloads.Add(($"{command} {language}", SlackPayloads.View(FormView.Of(form!, FormOrigin.Of(direct, "1.2", form!.Id).Write()))));
            }

            var overview = await new Overview(store.Database, store.Clock, new CommandDefaults()).OfAsync(direct, ann, CancellationToken.None);
            payloads.Add(($"home {language}", SlackPayloads.View(SlackHome.View(overview, direct))));
        }

        payloads.Add(("options", JsonNode.Parse(JsonSerializer.Serialize(FormView.Options([new Choice("cs.CL", "cs.CL"), new Choice(new string('x', 200), "too long")]), BlockKitJson.Default.OptionsReply))!));
        Assert.Contains(payloads, payload => payload.Item2.ToJsonString().Contains("#nlp", StringComparison.Ordinal));
        await SlackJudge.AcceptsAsync(payloads);
    }

    [Fact]
    public async Task The_judge_refuses_what_Slack_would()
    {
        var refused = await Assert.ThrowsAsync<Xunit.Sdk.TrueException>(() => SlackJudge.AcceptsAsync([("bad", JsonNode.Parse("""{"channel":"C1","blocks":[{"type":"bogus"}]}""")!)]));

        Assert.Contains("bogus", refused.Message, StringComparison.Ordinal);
    }

    private static JsonObject Unfurl(DigestBot.Papers.Paper paper, string language) => new()
    {
        ["channel"] = "C1", ["ts"] = "1.2",
        ["unfurls"] = JsonSerializer.SerializeToNode(new Dictionary<string, Unfurl> { ["https://arxiv.org/abs/2601.00001"] = new(SlackUnfurls.Card(paper, language)) }, BlockKitJson.Default.IReadOnlyDictionaryStringUnfurl),
    };
}
