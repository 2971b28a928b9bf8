using System.Globalization;
using System.Text;
using DigestBot.Papers;

namespace DigestBot.Benchmarks;

/// <summary>
/// Papers that are not real but as many as wanted, always the same: word frequencies follow Zipf's law, each paper has a topic with words of its
/// own, some words are new, and every other paper has a Chinese summary. Abstracts have about 160 words, like those of arXiv.
/// </summary>
internal sealed class GeneratedPapers
{
    private const int Words = 60_000;
    private const int Topics = 400;
    private const int WordsOfTopic = 250;
    private const int HanWords = 6_000;

    // The most frequent words of abstracts, in this order; about two in five words of a text are among the first sixty.
    private const string Frequent =
        "the of and to a in we for is that with on this by as are our models model from an which language be can learning it data these methods "
        + "show training tasks performance large results based have existing while approach using has framework method their propose through task "
        + "across reasoning such both more than information two between new generation first or not different into at but also paper its over "
        + "knowledge evaluation systems quality human network analysis neural system problem novel learn text graph image detection retrieval";

    private const string Han =
        "的是在和对模型方法学习数据任务训练提出通过研究问题系统结果性能基于语言信息网络生成分析实验表明本文多大高效有不同中以为与能可上进行新图像文本"
        + "知识推理检索理解视觉特征优化算法空间时间动态评估框架机制注意力深度强化监督标注样本预测分类识别检测对话机器翻译用户推荐安全隐私鲁棒可解释因果";

    private static readonly string[] Syllables = ["ba", "ce", "di", "for", "gra", "hy", "in", "ko", "lan", "mo", "ner", "op", "pri", "qua", "re", "sta", "tion", "ul", "ver", "xi", "yn", "zer", "tra", "plex", "meta", "con", "ter", "lo", "gen", "al"];

    private readonly string[] _words;
    private readonly string[] _hanWords;
    private readonly double[] _zipf = Cumulated(Words);
    private readonly double[] _hanZipf = Cumulated(HanWords);
    private readonly double[] _topicZipf = Cumulated(WordsOfTopic);
    private readonly double[] _topics = Cumulated(Topics);
    private readonly int[][] _wordsOfTopic;

    public GeneratedPapers()
    {
        var random = new Random(7);
        var frequent = Frequent.Split(' ');
        var made = new HashSet<string>(frequent, StringComparer.Ordinal);
        while (made.Count < Words)
            made.Add(Made(random));
        _words = [.. frequent, .. made.Except(frequent)];
        var han = Han.Distinct().ToArray();
        var hanWords = new HashSet<string>(StringComparer.Ordinal);
        while (hanWords.Count < HanWords)
            hanWords.Add(new string(random.GetItems(han, random.Next(5) == 0 ? 3 : 2)));
        _hanWords = [.. hanWords];
        _wordsOfTopic = [.. Enumerable.Range(0, Topics).Select(_ => Enumerable.Range(0, WordsOfTopic).Select(_ => (int)(60 * Math.Pow(Words / 61.0, random.NextDouble()))).ToArray())];
    }

    /// <summary>The twenty most common words that are no stop words.</summary>
    public IReadOnlyList<string> CommonWords => [.. _words.Where(word => !Papers.Search.StopWords.Contains(Papers.Search.TextAnalyzer.Terms(word)[0])).Take(20)];

    public Entry Paper(int number)
    {
        var random = new Random(number);
        var topic = _wordsOfTopic[Pick(_topics, random)];
        var title = string.Join(' ', Enumerable.Range(0, random.Next(7, 13)).Select(_ => Word(random, topic, ofTopic: .6)));
        return new Entry((number % 300) + 1)
        {
            ArxivId = ArxivId.TryParse(Id(number), out var id) ? id : throw new InvalidOperationException(),
            Title = char.ToUpperInvariant(title[0]) + title[1..],
            Authors = [.. Enumerable.Range(0, random.Next(2, 7)).Select(_ => $"{Capital(Made(random))} {Capital(Made(random))}")],
            Categories = [Papers.ArxivCategories.Codes[Pick(_topics, random) % Papers.ArxivCategories.Codes.Count]],
            Abstract = [string.Join(". ", Enumerable.Range(0, 8).Select(_ => Capital(Sentence(random, topic))))],
            Summaries = random.Next(2) == 0 ? new Dictionary<string, Summary>() : new() { ["zh"] = Summary.Empty with { Tldr = Chinese(random), Method = Chinese(random), Result = Chinese(random) } },
        };
    }

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"{1001 + (number / 9_000)}.{number % 9_000:D5}");

    private string Sentence(Random random, int[] topic) =>
        string.Join(' ', Enumerable.Range(0, random.Next(14, 27)).Select(_ => random.Next(200) == 0 ? Made(random) : Word(random, topic, ofTopic: .25)));

    private string Chinese(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(14, 22); i > 0; i--)
            text.Append(_hanWords[Pick(_hanZipf, random)]).Append(random.Next(8) == 0 ? "，" : "");
        return text.Append('。').ToString();
    }

    private string Word(Random random, int[] topic, double ofTopic) =>
        _words[random.NextDouble() < ofTopic ? topic[Pick(_topicZipf, random)] : Pick(_zipf, random)];

    private static string Made(Random random) => string.Concat(random.GetItems(Syllables, random.Next(2, 5)));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static double[] Cumulated(int count)
    {
        var (sums, sum) = (new double[count], 0.0);
        for (var i = 0; i < count; i++)
            sums[i] = sum += 1 / (i + 2.7);
        return sums;
    }

    private static int Pick(double[] cumulated, Random random) =>
        Math.Min(cumulated.Length - 1, Math.Abs(Array.BinarySearch(cumulated, random.NextDouble() * cumulated[^1])) - 1 is var at and >= 0 ? at : 0);
}
