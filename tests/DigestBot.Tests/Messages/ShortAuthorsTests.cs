using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

public sealed class ShortAuthorsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Yuchen Zhang", "Yuchen Zhang")]
    [InlineData("Yuchen Zhang|Ravi Shekhar", "Y. Zhang, R. Shekhar")]
    [InlineData("A B|C D|E F", "A. B, C. D, E. F")]
    [InlineData("Yuchen Zhang|Ravi Shekhar|A|B|C", "Y. Zhang, R. Shekhar +3")]
    [InlineData("张宇晨|李 明", "张宇晨, 李 明")]
    [InlineData("Laurens van der Maaten|Jean-Baptiste Alayrac", "L. van der Maaten, J.-B. Alayrac")]
    [InlineData("Larry S. Davis Jr.|Yann LeCun", "L. Davis Jr., Y. LeCun")]
    [InlineData("J. Doe|Plato", "J. Doe, Plato")]
    [InlineData("ATLAS Collaboration|Qwen Team", "ATLAS Collaboration, Qwen Team")]
    [InlineData("{\\'E}lise Dupont|Élise Dupont", "{\\'E}lise Dupont, É. Dupont")]
    [InlineData("Jane Doe et.al.", "Jane Doe et.al.")]
    [InlineData(" - x|-", "- x, -")]
    public void Authors_fit_on_a_line(string authors, string line) =>
        Assert.Equal(line, ShortAuthors.Of(authors.Split('|', StringSplitOptions.RemoveEmptyEntries)));
}
