using DigestBot.Papers;

namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>What the usual services answer, as JSON.</summary>
public sealed class JsonKindsTests
{
    [Fact]
    public void Semantic_Scholar()
    {
        var entry = Reading.One("""{"total":900,"offset":0,"data":[{"paperId":"ab","externalids":{"DOI":"10.1234/s.1","ArXiv":"2611.31001"},"title":"A scholar's paper","abstract":null,"venue":"Venue of Cases","year":2026,"publicationDate":"2026-11-20","tldr":{"model":"x","text":"In a word."},"journal":{"name":"J. Cases","volume":"4","pages":"1-9"},"authors":[{"authorId":"1","name":"Mia Korn"}]}]}""");

        Assert.Equal(("2611.31001", "10.1234/s.1", "In a word.", new DateOnly(2026, 11, 20)), (entry.ArxivId?.Value, entry.Doi?.Value, entry.Summaries["en"].Tldr, entry.Published));
        Assert.Equal(("4", "1-9"), (entry.Publication!["volume"], entry.Publication["pages"]));
    }

    [Fact]
    public void Crossref()
    {
        var entry = Reading.One("""{"status":"ok","message-type":"work","message":{"DOI":"10.1234/c.1","type":"journal-article","title":["On <i>E. coli</i> &amp; more"],"container-title":["Journal of Cases"],"volume":"7","issue":"2","page":"3-9","author":[{"given":"Mia","family":"Korn","sequence":"first"},{"name":"The Case Team"}],"abstract":"<jats:title>Abstract</jats:title><jats:p>First.</jats:p><jats:p>Second.</jats:p>","published":{"date-parts":[[2026,11]]},"URL":"http://dx.doi.org/10.1234/c.1"}}""");

        Assert.Equal(("On E. coli & more", "10.1234/c.1", "article", "Journal of Cases"), (entry.Title, entry.Doi?.Value, entry.Publication!.Type, entry.Publication.Container));
        Assert.Equal(["Mia Korn", "The Case Team"], entry.Authors);
        Assert.Equal(["First.", "Second."], entry.Abstract);
        Assert.Equal((2026, 11), (entry.Publication.Year, entry.Publication.Month));
    }

    [Fact]
    public void OpenAlex()
    {
        var entry = Reading.One("""{"meta":{"count":1},"results":[{"id":"https://openalex.org/W1","doi":"https://doi.org/10.1234/o.1","title":"An open paper","display_name":"An open paper","publication_year":2026,"publication_date":"2026-11-19","type":"article","authorships":[{"author_position":"first","author":{"id":"https://openalex.org/A1","display_name":"Mia Korn"}}],"primary_location":{"landing_page_url":"https://j.example.org/1","source":{"display_name":"Journal of Cases"}},"biblio":{"volume":"3","issue":"1","first_page":"11","last_page":"19"},"abstract_inverted_index":{"We":[0],"open":[1],"all.":[2]}}]}""");

        Assert.Equal(("10.1234/o.1", "We open all.", "Journal of Cases", "11--19"), (entry.Doi?.Value, entry.Abstract.Single(), entry.Publication!.Container, entry.Publication["pages"]));
        Assert.Equal(["Mia Korn"], entry.Authors);
        Assert.Equal(new DateOnly(2026, 11, 19), entry.Published);
        Assert.NotEqual("https://openalex.org/W1", entry.Url);
    }

    [Fact]
    public void OpenReview()
    {
        var entry = Reading.One("""{"notes":[{"id":"Abc1","forum":"Abc1","pdate":1795255200000,"content":{"title":{"value":"A reviewed paper"},"authors":{"value":["Mia Korn","Bo Lee"]},"abstract":{"value":"We review."},"TLDR":{"value":"Reviewed."},"venue":{"value":"Conference of Cases 2026"}}}],"count":1}""");

        Assert.Equal(("A reviewed paper", "https://openreview.net/forum?id=Abc1", "We review.", "Reviewed."), (entry.Title, entry.Url, entry.Abstract.Single(), entry.Summaries["en"].Tldr));
        Assert.Equal(["Mia Korn", "Bo Lee"], entry.Authors);
    }

    [Fact]
    public void Hugging_Face_daily_papers()
    {
        var entry = Reading.One("""[{"paper":{"id":"2611.31002","authors":[{"_id":"x","name":"Mia Korn","hidden":false}],"summary":"We hug.","upvotes":4,"ai_summary":"Hugs help.","githubRepo":"https://github.com/a/b"},"publishedAt":"2026-11-21T03:00:00.000Z","title":"A paper with a face","summary":"We hug.","thumbnail":"x.png"}]""");

        Assert.Equal(("2611.31002", "We hug.", "https://github.com/a/b", new DateOnly(2026, 11, 21)), (entry.ArxivId?.Value, entry.Abstract.Single(), entry.CodeUrl, entry.Published));
        Assert.Equal("Hugs help.", entry.Summaries["en"].Tldr);
        Assert.Equal(["Mia Korn"], entry.Authors);
    }

    [Fact]
    public void CSL_with_particles_groups_and_its_own_dates()
    {
        var entry = Reading.One("""[{"id":"korn26","type":"article-journal","title":"A styled paper","container-title":"Journal of Cases","volume":"1","page":"2-3","DOI":"10.1234/l.1","note":"arXiv:2611.31003 [cs]","author":[{"family":"Tal","given":"Bo","non-dropping-particle":"van den"},{"literal":"The Case Team"}],"issued":{"date-parts":[["2026","11",18]]}}]""");

        Assert.Equal(["Bo van den Tal", "The Case Team"], entry.Authors);
        Assert.Equal(("2611.31003", "10.1234/l.1", "korn26", new DateOnly(2026, 11, 18)), (entry.ArxivId?.Value, entry.Doi?.Value, entry.Publication!.Key, entry.Published));
    }

    [Fact]
    public void JSON_Feed_and_its_people()
    {
        var entry = Reading.One("""{"version":"https://jsonfeed.org/version/1.1","title":"Lab","home_page_url":"https://l.example.org","authors":[{"name":"The Lab","url":"https://l.example.org"}],"items":[{"id":"7","url":"https://l.example.org/7","title":"A fed paper","content_html":"<p>We <em>feed</em>.</p>","date_published":"2026-11-22T09:00:00Z","author":{"name":"Mia Korn"},"tags":["NLP"]}]}""");

        Assert.Equal(("A fed paper", "We feed.", new DateOnly(2026, 11, 22)), (entry.Title, entry.Abstract.Single(), entry.Published));
        Assert.Equal(("Mia Korn", "NLP"), (entry.Authors.Single(), entry.Categories.Single()));
    }

    [Fact]
    public void Preprint_servers_and_European_databases()
    {
        var preprint = Reading.One("""{"messages":[{"status":"ok"}],"collection":[{"doi":"10.1101/2026.11.20.700001","title":"A preprint of cells","authors":"Korn, M.; van den Tal, B. J.","date":"2026-11-20","version":"1","category":"cell biology","abstract":"We culture."}]}""");
        var article = Reading.One("""{"hitCount":1,"resultList":{"result":[{"id":"1","source":"MED","pmid":"1","doi":"10.1234/e.1","title":"An article of Europe.","authorString":"Korn M, Lee B.","journalInfo":{"issue":"2","volume":"9","journal":{"title":"Journal of Cases"}},"pubYear":"2026","abstractText":"We unite.","firstPublicationDate":"2026-11-23"}]}}""");

        Assert.Equal((["M. Korn", "B. J. van den Tal"], ["cell biology"]), (preprint.Authors, preprint.Categories), Lists);
        Assert.Equal(("An article of Europe", "10.1234/e.1", "Journal of Cases", "9", new DateOnly(2026, 11, 23)), (article.Title, article.Doi?.Value, article.Publication!.Container, article.Publication["volume"], article.Published));
    }

    [Fact]
    public void One_paper_over_several_lines_is_read_for_sure()
    {
        var text = DigestBot.Ingestion.DigestText.FromString("{\n  \"title\": \"One paper\",\n  \"authors\": [\"Mia Korn\"],\n  \"doi\": \"10.1234/one.2\"\n}\n");

        var detected = DigestBot.Ingestion.DigestFormats.Detect(text)!;

        Assert.Equal(("json", 95, "One paper"), (detected.Name, detected.Confidence, Assert.Single(detected.Parse(text).Entries).Title));
    }

    [Theory]
    [InlineData("""{"error":{"code":429,"message":"Too many requests"}}""", "Too many requests")]
    [InlineData("""{"message":"Rate limit exceeded","code":"429"}""", "Rate limit exceeded")]
    [InlineData("<html><head><title>503 Service Unavailable</title></head><body>Back soon</body></html>", "503")]
    public async Task What_a_service_says_is_wrong_is_no_paper(string answer, string said)
    {
        await using var store = await TestStore.OpenAsync();

        var report = await store.IngestAsync("answer.json", answer);

        Assert.False(report.Taken);
        Assert.Contains(said, report.Problem, StringComparison.Ordinal);
    }

    private static bool Lists((IReadOnlyList<string>, IReadOnlyList<string>) left, (IReadOnlyList<string>, IReadOnlyList<string>) right) =>
        left.Item1.SequenceEqual(right.Item1) && left.Item2.SequenceEqual(right.Item2);
}
