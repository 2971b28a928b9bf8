using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Tests.Messages;

internal static class PaperSamples
{
    /// <summary>A real entry: Chinese summary, English abstract.</summary>
    public static readonly Paper LanguageFamily = Paper("2601.18899") with
    {
        Title = "Language Family Matters: Evaluating LLM-Based ASR Across Linguistic Boundaries",
        Authors = ["Yuchen Zhang", "Ravi Shekhar", "Haralambos Mouratidis"],
        Categories = ["cs.CL"],
        Abstract =
        [
            "Large Language Model (LLM)-powered Automatic Speech Recognition (ASR) systems achieve strong performance with limited resources by linking a frozen speech encoder to a pretrained LLM via a lightweight connector. Prior work trains a separate connector per language, overlooking linguistic relatedness. We propose an efficient and novel connector-sharing strategy based on linguistic family membership, enabling one connector per family.",
        ],
        Summaries = new Dictionary<string, Summary>
        {
            ["zh"] = new(
                "提出基于语言家族的连接器共享策略，在LLM驱动的多语言ASR中实现每个家族一个连接器，以减少参数量并提升跨领域泛化能力；在两种多语言LLM和两份真实世界语料上进行验证，显示优于逐语言连接器的性能与可扩展性。",
                "现有工作为每种语言训练单独的连接器，未利用语言间的相关性，导致参数冗余且跨域泛化能力受限。",
                "提出基于语言家族的连接器共享策略，即按语言家族分配一个连接器，并在两种多语言LLM及两种真实语料（ curated 与 crowd-sourced ）上进行实证评估，比较参数量与跨域泛化表现。",
                "家族级连接器显著降低参数量，同时提升跨领域泛化能力，在两种LLM和两类语料上均表现稳健。",
                "基于语言家族的连接器策略为多语言ASR的部署提供了更具实用性和可扩展性的解决方案。"),
        },
    };

    public static readonly Summary English = new(
        "One connector per language family beats one per language.",
        "Connectors ignore how languages are related.",
        "Share a connector within each family:\n\n- train on $\\beta_1 * x_2$\n- test on **two** corpora",
        "Fewer parameters, better transfer.",
        "Families are a practical unit.");

    /// <summary>No id, no title, no authors, no summary: an abstract out of a list.</summary>
    public static readonly Paper Nameless = Paper(id: null) with
    {
        Id = 123,
        Title = "PiCA: pivot-based credit assignment for search agents",
        TitleMade = true,
        DayEstimated = true,
        Categories = [],
        Authors = [],
        Abstract =
        [
            "Large Language Model (LLM)-based search agents trained with reinforcement learning (RL) have improved knowledge-intensive tasks, e.g. question answering by 15.2% (cf. Fig. 2). However, existing methods encounter challenges in credit assignment. We propose PiCA, with rewards $r_t \\in [0. 1]$ per step.",
            "The code is available at https://github.com/novdream/PiCA.",
        ],
    };

    public static Paper Paper(string? id) => new(
        1,
        ArxivId.TryParse(id, out var parsed) ? parsed : null,
        Version: null,
        "A title",
        TitleMade: false,
        ["Ada Lovelace"],
        ["cs.LG"],
        new DateOnly(2026, 1, 28),
        DayEstimated: false,
        [],
        new Dictionary<string, Summary>(),
        Url: null);

    public static string Text(this Paper paper, string language, bool withAbstract = false) =>
        PlainText.Render(PaperCard.Compose(paper, PaperReference.Of(paper), language, withAbstract));
}
