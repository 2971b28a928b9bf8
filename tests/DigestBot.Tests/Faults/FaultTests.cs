using DigestBot.Faults;

namespace DigestBot.Tests.Faults;

/// <summary>Each fault of the benchmarks' <c>faults</c> that takes a few seconds.</summary>
public sealed class FaultTests
{
    public static TheoryData<string> Quick => [.. Fault.All.Where(fault => fault.IsQuick).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Quick))]
    public async Task Nothing_is_lost_and_little_repeated_with(string fault)
    {
        var tried = Fault.All.Single(known => known.Name == fault);
        Assert.SkipWhen(tried.Missing() is not null, tried.Missing() ?? "");
        Assert.Empty((await tried.RunAsync(1)).Broken);
    }
}
