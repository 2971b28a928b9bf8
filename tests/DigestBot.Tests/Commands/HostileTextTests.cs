using DigestBot.Commands;
using DigestBot.Messages;

namespace DigestBot.Tests.Commands;

/// <summary>Whatever is typed is answered; what is offered works; nothing changes unless it was understood.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Pieces =
    [
        "subscribe", "订阅", "unsubscribe", "退订", "list", "列表", "change", "pause", "暂停", "resume", "schedule", "时间", "top", "篇数", "preview", "预览", "digest", "摘要",
        "find", "查找", "more", "card", "卡片", "abstract", "related", "categories", "status", "language", "语言", "timezone", "undo", "撤销", "take over", "help", "帮助",
        "cs.IR", "cs.LG", "cs.LGG", "cs.*", "SLAM", "everything", "全部", "all", "-survey", "\"sink token\"", "\"", "“", "”", "by:", "by:\"A B\"", "ti:graph", "cat:", "since monday",
        "until monday", "for 3 weeks", "到周一", "weekdays", "mondays", "at 9", "at 25:00", "8:30", "in Berlin", "Asia/Shanghia", "zh", "en", "1", "2", "3", "#1", "99", "0", "-1",
        "99999999999999999999", "d1", "2601.20001", "p:1", "p:x", ",", "，", "：", "()", "%s{0}{1}", "'; DROP TABLE people; --", "NEAR(", "*", "\u202E", "\u0000", "\uD800", "😀", "<@U1>", "@x", "/papers",
    ];

    private static readonly string[] Verbs = [.. new CommandSet().All.SelectMany(command => command.Verbs)];

    [Fact]
    public async Task A_long_random_session_always_has_an_answer()
    {
        var random = new Random(20260127);
        await using var chat = await Chat.StartAsync();
        foreach (var (who, place) in new[] { ("ann", null), ("ann", "#nlp"), ("bob", null), ("bob", (string?)"#nlp") })
            await chat.SayAsync("help", who, place);
        var papers = await chat.CountAsync($"SELECT COUNT(*) FROM papers");
        for (var i = 0; i < 700; i++)
        {
            string[] pieces = [Verbs[random.Next(Verbs.Length)], .. Enumerable.Range(0, random.Next(6)).Select(_ => Pieces[random.Next(Pieces.Length)])];
            var text = string.Join(random.Next(6) == 0 ? "" : " ", pieces[random.Next(2)..]);
            var (who, place) = (random.Next(2) == 0 ? "ann" : "bob", random.Next(2) == 0 ? "#nlp" : null);
            var before = await chat.StateAsync();

            var answer = await chat.SayAsync(text, who, place);

            Assert.False(answer.Message.Summary == Strings.Command_Failed || answer.Message.Summary.StartsWith("我这边", StringComparison.Ordinal), $"{i}: {text}");
            Assert.False(string.IsNullOrWhiteSpace(PlainText.Render(answer.Message)), text);
            if (!answer.Understood)
                Assert.Equal(before, await chat.StateAsync());
        }

        Assert.Equal(papers, await chat.CountAsync($"SELECT COUNT(*) FROM papers"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Every_button_is_a_command_that_is_understood(string language)
    {
        var random = new Random(42);
        await using var chat = await Chat.StartAsync(language);
        await chat.SayAsync("subscribe cs.IR cs.LG");
        await chat.SayAsync("subscribe cat:SLAM");
        var typed = Pieces.Where(piece => piece.Length > 2 && char.IsLetter(piece[0])).ToList();
        for (var i = 0; i < 120; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => typed[random.Next(typed.Count)]));
            var answer = await chat.SayAsync(text);
            foreach (var button in Chat.Buttons(answer))
            {
                if (button.Command == Strings.Verb_Undo || button.Command is "undo" or "撤销")
                    continue; // There may be nothing to undo.
                Assert.True(Chat.IsCommand(button), $"{text} → [{button.Label}] {button.Command}");
                var pressed = await chat.SayAsync(button.Command);
                var said = PlainText.Render(pressed.Message);
                Assert.True(pressed.Understood || IsFairQuestion(pressed), $"{text} → [{button.Label}] {button.Command} → {said}");

                // The next button of the same answer is pressed as if this one had not been.
                if (Chat.Buttons(pressed).FirstOrDefault(next => next.Command.StartsWith("undo ", StringComparison.Ordinal) || next.Command.StartsWith("撤销 ", StringComparison.Ordinal)) is { } undo)
                    await chat.SayAsync(undo.Command);
            }
        }
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(200_000)]
    public async Task A_very_long_text_gets_a_short_answer(int length)
    {
        await using var chat = await Chat.StartAsync();
        foreach (var verb in new[] { "", "find ", "subscribe ", "card ", "help ", "pause ", "language ", "unsubscribe ", "digest ", "undo " })
            Assert.InRange((await chat.AskAsync(verb + new string('x', length))).Length, 1, 1_000 + (2 * length));
        Assert.InRange((await chat.SayAsync("card " + new string('x', length))).Message.Summary.Length, 1, 300);
    }

    /// <summary>A button may lead to a question with buttons of its own, such as which of several papers.</summary>
    private static bool IsFairQuestion(Answer answer) => Chat.Buttons(answer).Count > 0;
}
