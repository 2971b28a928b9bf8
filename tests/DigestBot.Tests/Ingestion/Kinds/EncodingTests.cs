using System.Text;
using DigestBot.Ingestion;

namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>Files in the encodings people have, whether they say which or not.</summary>
public sealed class EncodingTests
{
    private const string Chinese = "大语言模型在医学问答中的应用研究与评测方法";
    private const string Japanese = "大規模言語モデルによる医療質問応答の評価について";
    private const string Western = "Über naïve Modelle für Bücher: “Größe” und Café";
    private const string Russian = "Нейронные сети для поиска научных статей";
    private const string Korean = "대규모 언어 모델을 이용한 의학 질의응답 연구";
    private const string Traditional = "大型語言模型在醫學問答中的應用研究與評測方法";

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"{0}\"?><rss version=\"2.0\"><channel><item><title>{1}</title><link>https://arxiv.org/abs/2611.30001</link></item></channel></rss>", "gbk", 936, Chinese)]
    [InlineData("<?xml version=\"1.0\" encoding='{0}'?><rss version=\"2.0\"><channel><item><title>{1}</title><link>https://arxiv.org/abs/2611.30001</link></item></channel></rss>", "Shift_JIS", 932, Japanese)]
    [InlineData("<html><head><meta charset=\"{0}\"></head><body><a href=\"https://arxiv.org/abs/2611.30001\">{1}</a></body></html>", "iso-8859-1", 1252, Western)]
    [InlineData("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={0}\"></head><body><a href=\"https://arxiv.org/abs/2611.30001\">{1}</a></body></html>", "windows-1251", 1251, Russian)]
    [InlineData("% Encoding: {0}\n@misc{{a, title={{{1}}}, eprint={{2611.30001}}}}", "Cp1252", 1252, Western)]
    public void What_a_file_declares_is_how_it_is_read(string file, string name, int page, string title) =>
        Assert.Equal(title, Reading.Of(Decoded(string.Format(file, name, title), page, out _)).Entries.Single().Title);

    [Theory]
    [InlineData(936, Chinese)]
    [InlineData(932, Japanese)]
    [InlineData(1252, Western)]
    [InlineData(1251, Russian)]
    [InlineData(949, Korean)]
    [InlineData(950, Traditional)]
    [InlineData(51932, Japanese)]
    public void What_no_file_declares_is_told_by_its_bytes_and_said(int page, string title)
    {
        var text = Decoded($"- [{title}](https://arxiv.org/abs/2611.30001)\n- [{title} 2](https://arxiv.org/abs/2611.30002)\n", page, out var guessed);

        Assert.Equal(title, Reading.Of(text).Entries[0].Title);
        Assert.NotNull(guessed);
    }

    [Fact]
    public void A_few_accents_are_Western() =>
        Assert.Equal("Jörg Müller", Reading.One(Decoded("@article{c,\n  title={Umlaute im Titel: Größe},\n  author={Müller, Jörg},\n  year={2026}, eprint={2611.30003}\n}\n", 1252, out _)).Authors.Single());

    [Fact]
    public void Two_bytes_a_sign_need_no_mark()
    {
        const string File = "@misc{a, title={A title in wide letters}, eprint={2611.30001}}";

        Assert.Equal(File, DigestText.Decode(Encoding.Unicode.GetBytes(File), "a.bib")!.Whole);
        Assert.Equal(File, DigestText.Decode(Encoding.BigEndianUnicode.GetBytes(File), "a.bib")!.Whole);
    }

    [Fact]
    public void A_few_broken_bytes_of_UTF8_stay_a_few()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Chinese, 20)));
        // Inside a sign, so that the rest of it is broken, too.
        bytes[31] = 0xFF;

        var text = DigestText.Decode(bytes, "a.md")!;

        Assert.Null(text.Guessed);
        Assert.InRange(text.Undecodable, 1, 3);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_none()
    {
        var bytes = new byte[5_000];
        new Random(7).NextBytes(bytes);

        Assert.Null(DigestText.Decode(bytes, "a.bin"));
    }

    [Fact]
    public void Old_Macs_end_lines_by_returns() => Assert.Equal("2611.30001", Reading.One("TY  - JOUR\rTI  - A title of an old Mac\rUR  - https://arxiv.org/abs/2611.30001\rER  - \r").ArxivId!.Value.Value);

    private static string Decoded(string text, int page, out string? guessed)
    {
        var decoded = DigestText.Decode(CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetBytes(text), "a")!;
        guessed = decoded.Guessed;
        return decoded.Whole;
    }
}
