using System.Text;

namespace DigestBot.Tests.Commands;

/// <summary>Two small days of papers: enough for every verb to have something to say.</summary>
internal static class SampleDigest
{
    public static readonly string Monday = Text(
        ("cs.IR", "2601.10001", "Sparse Retrieval with Sink Tokens", "Wei Zhang, Ann Lee", "We propose a sparse retriever for long documents.", null),
        ("cs.LG", "2601.10002", "Graph Anomaly Detection at Scale", "Maria Garcia", "We introduce a detector of anomalies in large graphs.", null));

    public static readonly string Tuesday = Text(
        ("cs.IR", "2601.20001", "Multi-Hop Question Answering over Graphs", "Wei Zhang, Li Na", "We propose a multi-hop question answering system over graphs.", "本文提出图上的多跳问答系统。"),
        ("cs.IR", "2601.20002", "A Survey of Recommender Systems", "Tom Baker", "This survey reviews recommender systems.", "本文综述推荐系统。"),
        ("cs.LG", "2601.20003", "Credit Assignment in Language Models", "Andreas Geiger, Maria Garcia", "We study credit assignment for language models.", "本文研究语言模型的信用分配。"),
        ("cs.LG", "2601.20004", "A Sink Token for Diffusion Language Models", "Zhihao Zhang", "We propose an extra sink token for diffusion language models.", "提出一种额外的汇聚词元。"),
        ("SLAM", "2601.20005", "Dense Mapping with Few Cameras", "Jane Doe", "We present a dense mapping system.", null));

    private static string Text(params (string Category, string Id, string Title, string Authors, string Abstract, string? Tldr)[] papers)
    {
        var text = new StringBuilder("<div id=toc></div>\n\n# Table of Contents\n\n");
        foreach (var section in papers.GroupBy(paper => paper.Category))
            text.Append($"- [{section.Key}](#{section.Key}) [Total: {section.Count()}]\n");
        foreach (var section in papers.GroupBy(paper => paper.Category))
        {
            text.Append($"\n\n<div id='{section.Key}'></div>\n\n# {section.Key} [[Back]](#toc)\n\n");
            var number = 0;
            foreach (var paper in section)
            {
                text.Append($"### [{++number}] [{paper.Title}](https://arxiv.org/abs/{paper.Id})\n*{paper.Authors.Replace(", ", ",")}*\n\nMain category: {section.Key}\n\n");
                if (paper.Tldr is not null)
                    text.Append($"TL;DR: {paper.Tldr}\n\n");
                text.Append($"<details>\n  <summary>Details</summary>\nAbstract: {paper.Abstract}\n\n</details>\n\n\n");
            }
        }

        return text.ToString();
    }
}
