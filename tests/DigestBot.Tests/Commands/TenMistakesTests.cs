using DigestBot.Messages;

namespace DigestBot.Tests.Commands;

/// <summary>What goes wrong most: each is answered to the asker alone, changes nothing, and says what to type instead.</summary>
public sealed class TenMistakesTests
{
    public static readonly TheoryData<string, string, string> Mistakes = new()
    {
        { "misspelt verb", "subscrbe cs.CL", "订阋 cs.RO" },
        { "misspelt category", "subscribe cs.LGG weekdays at 09:00", "订阅 cs.LGG" },
        { "misspelt day", "subscribe cs.CL mondaz at 9", "订阅 cs.CL mondaz 9:00" },
        { "impossible time", "schedule 1 mondays at 25:00", "订阅 cs.CL 25:00" },
        { "unknown zone", "timezone Asia/Shanghia", "时区 Asia/Shanghia" },
        { "unclosed quote", "subscribe \"credit assignment cs.LG", "订阅 “信用分配" },
        { "only exclusions", "subscribe -survey", "订阅 -综述" },
        { "no such subscription", "pause 7 until monday", "暂停 7 到周一" },
        { "ambiguous title", "card sink token", "卡片 sink token" },
        { "nothing found", "find \"sink token\" cat:SLAM", "查找 \"sink token\" 分类:SLAM" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_answered_privately_and_changes_nothing(string mistake, string english, string chinese)
    {
        foreach (var (language, text) in new[] { ("en", english), ("zh", chinese) })
        {
            await using var chat = await Chat.StartAsync();
            await chat.SayAsync("subscribe cs.IR", place: "#nlp");
            await chat.SayAsync($"language {language}", place: "#nlp");
            var before = await chat.StateAsync();

            var answer = await chat.SayAsync(text, place: "#nlp");

            Assert.True(answer.Private, mistake);
            Assert.Equal(mistake == "nothing found", answer.Understood);
            Assert.Equal(before, await chat.StateAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task What_is_offered_instead_is_understood(string mistake, string english, string chinese)
    {
        foreach (var (language, text) in new[] { ("en", english), ("zh", chinese) })
        {
            await using var chat = await Chat.StartAsync(language);
            await chat.SayAsync("subscribe cs.IR");

            var offers = Chat.Buttons(await chat.SayAsync(text));

            Assert.NotEmpty(offers);
            foreach (var offer in offers)
                Assert.True(Chat.IsCommand(offer) && (await chat.SayAsync(offer.Command)).Understood, $"{mistake}: {offer.Command}");
        }
    }

    [Theory]
    [InlineData("subscribe cs.LGG weekdayz at 09:00", "cs.LGG", "weekdayz")]
    [InlineData("find grpahs in cs.LGG weekdayz since:nevr", "cs.LGG", "nevr")]
    [InlineData("change 1 cs.LGG mondaz", "cs.LGG", "mondaz")]
    public async Task Several_mistakes_are_all_named_and_mended_at_once(string text, params string[] wrong)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");

        var answer = await chat.SayAsync(text);

        Assert.All(wrong, word => Assert.Contains(word, answer.Message.Summary, StringComparison.Ordinal));
        foreach (var offer in Chat.Buttons(answer))
            Assert.True((await chat.SayAsync(offer.Command)).Understood, offer.Command);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task They_read_like_this(string language)
    {
        await using var chat = await Chat.StartAsync(language);
        await chat.SayAsync("subscribe cs.IR");
        var talk = new System.Text.StringBuilder();
        foreach (var row in Mistakes)
        {
            var text = language == "en" ? row.Data.Item2 : row.Data.Item3;
            talk.AppendLine($"# {row.Data.Item1}").AppendLine($"> {text}").AppendLine(PlainText.Render((await chat.SayAsync(text)).Message)).AppendLine();
        }

        Snapshot.Matches($"answers-{language}-mistakes", talk.ToString());
    }
}
