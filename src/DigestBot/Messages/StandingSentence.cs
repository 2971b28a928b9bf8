using System.Text.RegularExpressions;

namespace DigestBot.Messages;

/// <summary>A sentence of an abstract without what only ties it to the one before, and whether it can be read alone and says something.</summary>
internal sealed partial record StandingSentence(string Text, bool StandsAlone)
{
    public static StandingSentence Of(string sentence)
    {
        var text = sentence.Trim();
        while (Lead().Match(text) is { Success: true, Length: > 0 } lead)
            text = char.ToUpperInvariant(text[lead.Length]) + text[(lead.Length + 1)..];
        text = Tail().Replace(text, "");
        return new StandingSentence(text, !Leans(text) && !Empty().IsMatch(text));
    }

    /// <summary>Refers to something that stands before it.</summary>
    internal static bool Leans(string sentence) => Opening().IsMatch(sentence) || Referring().IsMatch(sentence);

    /// <summary>Taken off where what follows says by itself who does what.</summary>
    [GeneratedRegex(
        @"^(?:(?:however|therefore|thus|hence|consequently|accordingly|moreover|furthermore|additionally|in addition|besides|finally|specifically|in particular|here|instead|to this end|to that end|to do so|to do this|for this purpose|in response|as a result|in contrast|in this context|in light of this|with this in mind|motivated by this|inspired by this|building on this|based on this),?|(?!in this (?:paper|work|study|article|report|survey|thesis)\b)(?:to|for|in|by|motivated by|inspired by|building on|based on|given|with|despite|towards?)\b[^,]{0,120}\b(?:this|these|those|such|them|it)\b[^,]{0,80}(?:,|(?= we\b)))\s+(?=(?:we|in this (?:paper|work|study|article), (?:we|our)|this (?:paper|work|study|article|report|survey|thesis)|our)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Lead();

    /// <summary>"… to address these challenges", at the end.</summary>
    [GeneratedRegex(@",?\s+(?:designed |aimed |aiming |which aims? |that aims? )?to (?:address|solve|tackle|fill|overcome|mitigate|bridge|alleviate|remedy|resolve) (?:this|these|those|such) [\w-]+(?: [\w-]+)?(?=[.;]?$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Tail();

    [GeneratedRegex(
        @"^(?:however|but|yet|nevertheless|nonetheless|still|moreover|furthermore|in addition|additionally|also|besides|therefore|thus|hence|consequently|as a result|accordingly|instead|then|next|finally|meanwhile|conversely|similarly|likewise|in contrast|by contrast|on the other hand|on the one hand|to this end|to do so|for example|for instance|in particular|specifically|to (?:address|tackle|solve|overcome|mitigate|bridge|fill|remedy|resolve|meet|close|alleviate|handle) (?:this|these|those|such|it|them)|they|it|its|their|these|those|such|both|this (?!paper|work|study|article|report|survey|thesis|tutorial|chapter|book|note|review)|this\b(?= (?:is|has|can|makes|leads|results))|the (?:latter|former|resulting|proposed|above))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\b(?:this|these|those|such) (?:problem|issue|challenge|gap|limitation|question|need|shortcoming|drawback|difficult(?:y|ie)|concern|obstacle|bottleneck)s?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Referring();

    /// <summary>Says that something was done, or is somewhere, and not what.</summary>
    [GeneratedRegex(
        @"^(?:(?:extensive|comprehensive|thorough) (?:experiments?|evaluations?|experimental results)\b.{0,120}\b(?:effectiveness|superiority|validity)\b|(?:the |our |all )?(?:source )?(?:code|data|dataset|models?|project page)s?\b.{0,60}\b(?:available|released|found|public)\b|accepted (?:at|to|by)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Empty();
}
