using Xunit.Sdk;

namespace DigestBot.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("snapshot").FullName, "card.txt");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    [Fact]
    public void A_missing_snapshot_fails_and_shows_the_text()
    {
        var failure = Assert.Throws<FailException>(() => Snapshot.Matches(file, "Hello", update: false));

        Assert.Contains("There is no snapshot card.txt", failure.Message);
        Assert.Contains("Hello", failure.Message);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_difference_is_shown_line_by_line_with_what_cannot_be_seen()
    {
        File.WriteAllText(file, "one\ntwo\nthree\n");

        var failure = Assert.Throws<FailException>(() => Snapshot.Matches(file, "one\nt\u200Bwo \nthree", update: false));

        Assert.Contains("line 2:", failure.Message);
        Assert.Contains("  - two\n", failure.Message);
        Assert.Contains("  + t\\u200Bwo ⏎\n", failure.Message);
    }

    [Fact]
    public void An_update_writes_what_then_matches()
    {
        Snapshot.Matches(file, "one\ntwo", update: true);

        Snapshot.Matches(file, "one\ntwo", update: false);
        Assert.Equal("one\ntwo\n", File.ReadAllText(file));
    }
}
