using DigestBot.Messages;

namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>Feeds as publishers really write them.</summary>
public sealed class FeedKindsTests
{
    private const string Names = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:media=\"http://search.yahoo.com/mrss/\"";

    [Theory]
    [InlineData("<![CDATA[Cells of <em>C. elegans</em> &amp; worms &ndash; a study]]>", "Cells of C. elegans & worms – a study")]
    [InlineData("What &lt;head&gt; means when a &lt;b&gt; stands alone", "What <head> means when a <b> stands alone")]
    [InlineData("CO&lt;sub&gt;2&lt;/sub&gt; and a &lt; b", "CO2 and a < b")]
    public void Markup_and_entities_of_a_title_are_read(string title, string expected) => Assert.Equal(expected, Item($"<title>{title}</title>").Title);

    [Theory]
    [InlineData("<dc:creator>Mia Korn</dc:creator><dc:creator>Lee, Bo</dc:creator>", "Mia Korn|Bo Lee")]
    [InlineData("<dc:creator>Korn, M., van den Tal, B. J., Oak-Fir, C.</dc:creator>", "M. Korn|B. J. van den Tal|C. Oak-Fir")]
    [InlineData(@"<dc:creator>J\""org M\'endez, Ana Li</dc:creator>", "Jörg Méndez|Ana Li")]
    [InlineData("<author>mia@example.org (Mia Korn)</author>", "Mia Korn")]
    public void All_authors_are_there_each_by_name(string creators, string expected) =>
        Assert.Equal(expected.Split('|'), Item($"<title>A title of a paper</title>{creators}").Authors);

    [Theory]
    [InlineData("Sat Nov 21 10:00:00 2026")]
    [InlineData("1795255200")]
    [InlineData("11/21/2026 10:00")]
    [InlineData("21.11.2026")]
    public void Any_usual_date_is_the_days(string date) =>
        Assert.Equal(new DateOnly(2026, 11, 21), Item($"<title>A title of a paper</title><pubDate>{date}</pubDate>").Published);

    [Fact]
    public void The_abstract_is_the_whole_text_and_nothing_of_a_picture()
    {
        var item = Item("""
            <media:content url="x"><media:title>portrait</media:title><media:description>a face</media:description></media:content>
            <title>A title of a paper</title><description>In short […]</description><content:encoded><![CDATA[<p>We show all.</p><p>And more.</p>]]></content:encoded>
            """);

        Assert.Equal("We show all. And more.", string.Join(' ', item.Abstract));
    }

    [Fact]
    public void Entities_and_ampersands_that_XML_forbids_are_mended_and_said()
    {
        var digest = Reading.Of(Feed("<item><title>Caf&eacute; R&D & more</title><link>https://p.example.org/v?a=1&b=2</link></item>"));

        Assert.Equal("Café R&D & more", Assert.Single(digest.Entries).Title);
        Assert.Equal("https://p.example.org/v?a=1&b=2", digest.Entries[0].Url);
        Assert.Equal(nameof(Strings.Note_MendedEntities), Assert.Single(digest.Repairs).Said!.Text);
    }

    [Fact]
    public void One_broken_item_costs_no_other_whatever_prefixes_there_are()
    {
        var digest = Reading.Of(Feed("<item><title>Sound</title><odd:x>1</odd:x><link>https://p.example.org/1</link></item><item><title>Broken<link></item>"));

        Assert.Equal("Sound", Assert.Single(digest.Entries).Title);
        Assert.Single(digest.Rejected);
    }

    [Fact]
    public void Relative_links_lead_from_where_the_feed_says_it_is()
    {
        Assert.Equal("https://lab.example.org/p/7.html", Item("<title>A title of a paper</title><link>/p/7.html</link>").Url);
        var atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://lab.example.org/list/\"><entry><title>A</title><link href=\"7.html\"/><id>urn:7</id></entry></feed>";
        Assert.Equal("https://lab.example.org/list/7.html", Reading.One(atom).Url);
    }

    [Fact]
    public void What_arXiv_answers_to_a_wrong_question_is_no_paper()
    {
        var digest = Reading.Of("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>malformed id</summary></entry></feed>");

        Assert.Empty(digest.Entries);
        Assert.Contains("malformed id", Assert.Single(digest.Rejected).Note, StringComparison.Ordinal);
    }

    private static DigestBot.Papers.Entry Item(string inside) => Reading.One(Feed($"<item>{inside}</item>"));

    private static string Feed(string items) => $"<rss version=\"2.0\" {Names}><channel><title>Lab</title><link>https://lab.example.org/</link>{items}</channel></rss>";
}
