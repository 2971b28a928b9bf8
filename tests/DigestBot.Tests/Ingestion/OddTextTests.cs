using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Ingestion;

/// <summary>Texts that storing could change on the way: the index must still be the papers' own after an update and a merge.</summary>
public sealed class OddTextTests
{
    [Theory]
    [InlineData("A\u0000B and more")]
    [InlineData("Line\u2028separator\u0085and\u001Fcontrols\u200B")]
    [InlineData("𝒯his 𝔦s math 🧪🧪🧪")]
    [InlineData("e\u0301 and é, ﬁ, Ａ, ß, İ")]
    public async Task An_odd_title_is_stored_and_found_and_taken_out_of_the_index_again(string title)
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", Daily(new Listed("2601.00001", title, Tldr: $"Short {title}", Authors: title, Text: $"{title} {Abstract(1)} {title}")));
        await StoreInvariants.CheckAsync(store);

        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "Plain", Text: Abstract(2))));

        Assert.Equal("Plain", Assert.Single(await store.PapersAsync()).Title);
        await StoreInvariants.CheckAsync(store);
    }

    [Theory]
    [InlineData("🧪")]
    [InlineData("𠀀")]
    [InlineData("a🧪")]
    public async Task A_title_made_from_signs_of_two_halves_is_cut_between_them(string sign)
    {
        await using var store = await TestStore.OpenAsync();
        for (var i = 0; i < 3; i++)
            await store.IngestAsync($"list{i}.txt", AbstractList(new string('x', i) + string.Concat(Enumerable.Repeat(sign, 300))), "2026-01-27");
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "Plain", Text: string.Concat(Enumerable.Repeat(sign, 300)))));

        Assert.DoesNotContain(await store.PapersAsync(), paper => paper.Title.Contains('\uFFFD', StringComparison.Ordinal));
        await StoreInvariants.CheckAsync(store);
    }
}
