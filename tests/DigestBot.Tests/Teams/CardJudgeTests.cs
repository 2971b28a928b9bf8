using DigestBot.Commands;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Teams.AdaptiveCards;
using DigestBot.WebChat;

namespace DigestBot.Tests.Teams;

/// <summary>Every kind of card, from real digest files and hostile ones, before the official schema and the official parser.</summary>
public sealed class CardJudgeTests
{
    private static readonly string[] Talk =
    [
        "help", "subscribe", "subscribe cs.CL cs.LG top 20 weekdays at 09:00", "subscribe cs.IR -survey mondays at 8:30", "list", "preview", "digest", "digest cs.CL", "find language model",
        "more", "find zzzz", "card 1", "abstract 1", "card 1 zh", "related 1", "categories", "status", "top 500", "subscribe cs.LGG", "unsubscribe all", "undo", "forget me", "查找 模型", "语言 中文",
        "帮助", "列表", "预览", "摘要", "状态", "卡片 1", "hello", "language klingon",
    ];

    [Fact]
    public async Task Every_answer_to_real_digest_files_is_a_valid_card()
    {
        await using var store = await TestStore.OpenAsync("2026-11-20T06:00Z");
        foreach (var file in Directory.GetFiles(Repository.PathTo("seeds")))
            await store.Ingestor.IngestFileAsync(file, given: null, progress: null, TestContext.Current.CancellationToken);
        var messages = new List<Message>();
        foreach (var text in Talk)
            messages.Add((await store.SayAsync(text)).Message);
        foreach (var paper in (await store.PapersAsync()).Take(150))
            messages.AddRange(new[] { "en", "zh" }.Select(language => PaperCard.Compose(paper, PaperReference.Of(paper), language, withAbstract: paper.Id % 2 == 0)));

        await JudgeAsync([.. messages.SelectMany(message => CardRenderer.Render(message))]);
    }

    [Fact]
    public async Task Hostile_texts_are_valid_cards() => await JudgeAsync(
    [
        .. CardRendererTests.Hostile.Select(row => row.Data).SelectMany(text => CardRenderer.Render(new Message(text,
        [
            new Heading(text), new Divider(), new Preformatted(text), new Section(text) { Buttons = [new Button(text, text)] }, new BulletList([text, text], Numbered: true),
            new FieldList([new Field(text, text)]), new SmallPrint(text), new Actions([new Button(text, text, ButtonStyle.Danger)]), new Divider(),
        ]))),
        .. CardRenderer.Render(new Message("", [])),
        .. CardRenderer.Render(new Message("", [new Heading(""), new Section(""), new Section("") { Buttons = [new Button("x", "x")] }, new FieldList([]), new BulletList([]), new Actions([])])),
    ]);

    [Theory]
    [InlineData("en", "subscribe")]
    [InlineData("en", "change 1")]
    [InlineData("en", "schedule 1")]
    [InlineData("zh", "订阅")]
    public async Task Every_dialog_is_a_valid_card(string language, string command)
    {
        await using var store = await TestStore.OpenAsync("2026-11-20T06:00Z");
        await store.Ingestor.IngestFileAsync(Samples.Own("2026-11-19-daily.md"), given: null, progress: null, TestContext.Current.CancellationToken);
        await store.SayAsync("subscribe cs.CL cs.LG \"credit assignment\" mondays at 8:30");
        await store.SayAsync($"language {language}");
        var forms = new CommandForms(store.Database, store.Clock, new CommandDefaults());

        var form = await forms.OpenAsync(WebChatReceiver.Conversation("ann", null), new("ann", "ann"), command, TestContext.Current.CancellationToken);

        // Teams has a style the schema does not; everything else must be in it.
        var filled = form!.FilledIn(new FormValues(new Dictionary<string, IReadOnlyList<string>> { ["zone"] = ["Mars/Base"], ["categories"] = ["cs.CL", "a,b"] }));
        var card = DialogCard.Render(filled, await forms.CategoriesAsync("", TestContext.Current.CancellationToken), "**Mars/Base** is no zone");
        await JudgeAsync([card with { Body = [.. card.Body.Select(input => input is ChoiceInput { Style: ChoiceStyle.Filtered } choice ? choice with { Style = ChoiceStyle.Compact } : input)] }]);
    }

    private static async Task JudgeAsync(IReadOnlyList<AdaptiveCard> cards)
    {
        var judges = await Judges.RequireAsync();
        var folder = Directory.CreateTempSubdirectory("digestbot-cards-").FullName;
        try
        {
            var files = cards.Select((card, i) =>
            {
                var file = Path.Combine(folder, $"{i:D4}.json");
                File.WriteAllText(file, CardJson.Serialize(card));
                return file;
            }).ToList();

            Assert.NotEmpty(files);
            var (exit, output) = await Judges.NodeAsync(Path.Combine(judges, "teams", "validate"), ["validate.mjs", "card", .. files]);
            Assert.True(exit == 0, string.Join('\n', output.Split('\n').Where(line => !line.StartsWith("VALID", StringComparison.Ordinal)).Take(40)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
