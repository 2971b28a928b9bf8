namespace DigestBot.Tests.Commands;

/// <summary>Answers as people read them, in both languages: reviewed as text.</summary>
public sealed class SpokenAnswersTests
{
    [Theory]
    [InlineData("en", "help", "help subscribe", "help pause")]
    [InlineData("zh", "帮助", "帮助 订阅", "帮助 暂停")]
    public Task Help(string language, params string[] sentences) => MatchesAsync("help", language, sentences);

    [Theory]
    [InlineData("en", "subscribe cs.IR -survey top 10 weekdays at 9", "subscribe cs.RO", "subscribe cs.IR -survey", "subscribe everything", "subscribe cs.IR -survey top 10")]
    [InlineData("zh", "订阅 cs.IR -survey 前10 工作日 9点", "订阅多跳问答 每周一 8:30", "订阅 cs.RO", "订阅 cs.RO 每周一", "订阅 全部")]
    public Task Subscribe(string language, params string[] sentences) => MatchesAsync("subscribe", language, sentences);

    [Theory]
    [InlineData("en", "list", "subscribe cs.IR", "list", "subscribe cs.LG mondays at 8:30 in Berlin", "pause 2 until friday", "list", "unsubscribe all")]
    [InlineData("zh", "列表", "订阅 cs.IR", "列表", "订阅 cs.LG 每周一 8:30", "暂停 2 到周五", "列表", "退订 全部")]
    public Task List(string language, params string[] sentences) => MatchesAsync("list", language, sentences);

    [Theory]
    [InlineData("en", "digest cs.IR", "digest cs.IR 2026-01-25", "digest cs.RO", "subscribe cs.LG top 1", "preview", "digest")]
    [InlineData("zh", "摘要 cs.IR", "摘要 cs.IR 2026-01-25", "摘要 cs.RO", "订阅 cs.LG 前1", "预览", "摘要")]
    public Task Digest(string language, params string[] sentences) => MatchesAsync("digest", language, sentences);

    [Theory]
    [InlineData("en", "find sink tokens", "graph anomaly", "find \"sink token\" cat:cs.IR since 2026-01-27", "find zzyzx", "more")]
    [InlineData("zh", "查找多跳问答", "语言模型", "查找 \"汇聚词元\" 分类:cs.IR", "查找 不存在的词", "更多")]
    public Task Find(string language, params string[] sentences) => MatchesAsync("find", language, sentences);

    [Theory]
    [InlineData("en", "card 2601.20001", "card 2601.20001 zh", "abstract 2601.20001", "card https://arxiv.org/abs/2601.10001v2", "find sink", "card 2", "related 2", "card 9", "card 2601.99999")]
    [InlineData("zh", "卡片 2601.20001", "卡片 2601.10001", "查找 sink", "卡片2", "相关 2", "卡片 9", "卡片 2601.99999")]
    public Task Card(string language, params string[] sentences) => MatchesAsync("paper", language, sentences);

    [Theory]
    [InlineData("en", "status", "categories", "timezone Berlin", "language ja", "undo", "thanks", "forget me", "resume", "subscribe cs.IR", "top 5", "schedule mondays at 8", "take over 1", "change 1", "undo", "undo 1")]
    [InlineData("zh", "状态", "分类", "时区 北京", "语言 日文", "撤销", "谢谢", "忘记我", "恢复", "订阅 cs.IR", "篇数 5", "时间 每周一 8点", "接管 1", "修改 1", "撤销", "撤销 1")]
    public Task The_rest(string language, params string[] sentences) => MatchesAsync("rest", language, sentences);

    private static async Task MatchesAsync(string name, string language, string[] sentences)
    {
        await using var chat = await Chat.StartAsync(language);

        Snapshot.Matches($"answers-{language}-{name}", await chat.TalkAsync(sentences));
    }
}
