using System.Text.Json.Nodes;
using DigestBot.Messages;
using DigestBot.Slack.BlockKit;

namespace DigestBot.Tests.Slack;

/// <summary>Messages as blocks: whole, within every limit, and nothing in them but what it says.</summary>
public sealed class BlockKitTests
{
    private const string Hostile = "*bold* _it_ ~s~ `code` <!channel> <@U1> <https://evil.example|x> &amp; :tada: @here https://a.example $x_1^*$ \\(a\\) **b** [t](http://x) # h";

    [Fact]
    public void A_title_with_markup_and_LaTeX_stays_as_it_is()
    {
        var post = Assert.Single(SlackPayloads.Posts(new Message("s", [new Section(Hostile)])));

        var run = post["blocks"]![0]!["elements"]![0]!["elements"]![0]!;
        Assert.Equal(("text", Hostile), (run["type"]!.GetValue<string>(), run["text"]!.GetValue<string>()));
    }

    [Fact]
    public void Nothing_hostile_is_where_Slack_parses()
    {
        var message = new Message(Hostile,
        [
            new Heading(Hostile), new Section(Inline.Link(Hostile, "https://arxiv.org/abs/1")) { Buttons = [new Button(Hostile, "card 1")] },
            new SmallPrint((RichText)Hostile + Inline.Link(Hostile, "https://arxiv.org/abs/1") + Inline.Link("arXiv:2601.1", "https://arxiv.org/abs/1?a=1&b=2")),
            new FieldList([new Field(Hostile, Hostile)]), new BulletList([Hostile]),
        ]);

        var post = Assert.Single(SlackPayloads.Posts(message));

        Assert.Null(BlockKitRules.Check(post["blocks"]!.AsArray(), BlockKitRules.MessageBlocks));
        Assert.Equal(["<https://arxiv.org/abs/1?a=1&amp;b=2|arXiv:2601.1>"], Markdown(post).Select(text => text["text"]!.GetValue<string>()));
        Assert.DoesNotContain("<", post["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain(PlainTexts(post), text => text["emoji"]?.GetValue<bool>() == true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(400)]
    public void Any_number_of_entries_is_posted_whole_in_posts_that_fit(int entries)
    {
        var message = new Message("Digest", [new Heading("Digest"), .. Enumerable.Range(1, entries).Select(Entry), new SmallPrint("coverage")]);

        var posts = SlackPayloads.Posts(message);

        Assert.All(posts, post => Assert.Null(BlockKitRules.Check(post["blocks"]!.AsArray(), BlockKitRules.MessageBlocks)));
        var read = SlackPayloads.Read(posts);
        Assert.All(Enumerable.Range(1, entries), number => Assert.Contains($"Title {number} ends", read, StringComparison.Ordinal));
        Assert.Equal(entries, Buttons(posts).Count());
        Assert.All(posts.Skip(1), post => Assert.Contains("(continued, ", post["text"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3001)]
    [InlineData(50_000)]
    public void A_long_text_is_parted_not_cut(int length)
    {
        var text = string.Join(' ', Enumerable.Range(0, length / 5).Select(i => $"{i:D4}"));
        foreach (var block in (Block[])[new Heading(text), new Section(text), new SmallPrint(text), new FieldList([new Field("Label", text)]), new BulletList([text]), new BulletList([text, "b"], Numbered: true)])
        {
            var posts = SlackPayloads.Posts(new Message("s", [block]));

            Assert.All(posts, post => Assert.Null(BlockKitRules.Check(post["blocks"]!.AsArray(), BlockKitRules.MessageBlocks)));
            var read = SlackPayloads.Read(posts.SelectMany(post => post["blocks"]!.AsArray()));
            Assert.All(text.Split(' '), word => Assert.Contains(word, read, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_surrogate_pair_is_never_parted()
    {
        var posts = SlackPayloads.Posts(new Message("s", [new Section(string.Concat(Enumerable.Repeat("😀", 4000)))]));

        Assert.DoesNotContain('\uFFFD', posts.Aggregate("", (all, post) => all + post.ToJsonString() + SlackPayloads.Read([post])));
        Assert.Equal(8000, SlackPayloads.Read(posts.SelectMany(post => post["blocks"]!.AsArray())).Count(char.IsSurrogate));
    }

    [Fact]
    public void The_entries_of_a_list_share_a_row_of_numbered_buttons_that_say_what_they_open()
    {
        var post = Assert.Single(SlackPayloads.Posts(new Message("s", [Entry(1), Entry(2), new Section("cs.LG"), Entry(3)])));

        Assert.Equal(["Card 1", "Card 2", "Card 3"], Buttons([post]).Select(button => button["text"]!["text"]!.GetValue<string>()));
        Assert.Equal(["rich_text", "rich_text", "actions", "rich_text", "rich_text", "actions"], post["blocks"]!.AsArray().Select(block => block!["type"]!.GetValue<string>()));
        Assert.Equal("Card 2: Title 2 ends", Buttons([post]).ElementAt(1)["accessibility_label"]!.GetValue<string>()[..20]);
    }

    [Fact]
    public void A_command_too_long_for_a_button_is_shown_to_be_typed()
    {
        var command = "subscribe " + new string('a', 2500);

        var post = Assert.Single(SlackPayloads.Posts(new Message("s", [new Actions([new Button("Subscribe", command), new Button("👍", "like 1")])])));

        Assert.Equal("like 1", Assert.Single(Buttons([post]))["accessibility_label"]!.GetValue<string>());
        Assert.Contains(command, SlackPayloads.Read([post["blocks"]]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_without_blocks_has_its_summary_as_one() =>
        Assert.Contains("All of it", SlackPayloads.Read([Assert.Single(SlackPayloads.Posts(new Message("All of it", [])))["blocks"]]), StringComparison.Ordinal);

    [Fact]
    public void An_empty_text_makes_no_block() =>
        Assert.Equal(["divider"], SlackPayloads.Posts(new Message("s", [new Section(""), new SmallPrint(" "), new Heading(""), new BulletList([]), new FieldList([]), new Actions([]), new Divider()]))
            .Single()["blocks"]!.AsArray().Select(block => block!["type"]!.GetValue<string>()));

    [Fact]
    public void A_form_becomes_a_modal_within_its_limits()
    {
        var form = new Form("subscribe", new string('T', 60), "Go",
        [
            new TextField("words", "Words", "a, b") { Hint = "hint" }, new TimeField("time", "At", new TimeOnly(8, 30)), new CategoryField("categories", "Categories", ["cs.CL", new string('x', 200)]),
            new ChoiceField("top", "Top", [.. Enumerable.Range(1, 120).Select(i => new Choice($"{i}", new string('l', 90)))], ["3"]), new ChoiceField("days", "Days", [new Choice("monday", "Monday")], [], Several: true),
        ]);

        var view = SlackPayloads.View(FormView.Of(form, "{}"));

        Assert.Null(BlockKitRules.Check(view["blocks"]!.AsArray(), BlockKitRules.ViewBlocks) ?? BlockKitRules.CheckView(view.AsObject()));
        Assert.Equal("08:30", view["blocks"]![1]!["element"]!["initial_time"]!.GetValue<string>());
        Assert.Equal("3", view["blocks"]![3]!["element"]!["initial_option"]!["value"]!.GetValue<string>());
    }

    private static EntryRow Entry(int number) =>
        new(Inline.Link($"Title {number} ends", "https://arxiv.org/abs/2601.00001", TextStyle.Bold))
        {
            Number = number,
            Facts = "Ada Lovelace · cs.LG",
            Sentence = "One sentence that says what is new about it, in some words.",
            Buttons = [new Button("Card", $"card 2601.{number:D5}")],
        };

    private static IEnumerable<JsonObject> Buttons(IEnumerable<JsonNode> posts) => posts.SelectMany(All).Where(node => node["type"]?.GetValue<string>() == "button");

    private static IEnumerable<JsonObject> Markdown(JsonNode post) => All(post).Where(node => node["type"]?.GetValue<string>() == "mrkdwn");

    private static IEnumerable<JsonObject> PlainTexts(JsonNode post) => All(post).Where(node => node["type"]?.GetValue<string>() == "plain_text");

    private static IEnumerable<JsonObject> All(JsonNode? node) => node switch
    {
        JsonObject all => [all, .. all.SelectMany(pair => All(pair.Value))],
        JsonArray all => all.SelectMany(All),
        _ => [],
    };
}
