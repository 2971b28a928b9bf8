using System.Collections.Frozen;
using System.Text;

namespace DigestBot.Messages;

/// <summary>Unicode's signs for LaTeX's commands.</summary>
internal static class MathSigns
{
    private const string SymbolList =
        "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ "
        + "sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω "
        + "times × cdot · ast ∗ star ⋆ circ ∘ bullet • div ÷ pm ± mp ∓ oplus ⊕ otimes ⊗ odot ⊙ leq ≤ le ≤ geq ≥ ge ≥ ll ≪ gg ≫ lesssim ≲ gtrsim ≳ neq ≠ ne ≠ equiv ≡ "
        + "approx ≈ sim ∼ simeq ≃ cong ≅ propto ∝ prec ≺ succ ≻ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ emptyset ∅ varnothing ∅ "
        + "forall ∀ exists ∃ neg ¬ land ∧ lor ∨ wedge ∧ vee ∨ to → rightarrow → longrightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ implies ⇒ iff ⇔ "
        + "mapsto ↦ uparrow ↑ downarrow ↓ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ oint ∮ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ dagger † ddagger ‡ prime ′ angle ∠ perp ⊥ parallel ∥ "
        + "mid | vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ ldots … dots … cdots ⋯ vdots ⋮ degree ° triangle △ square □ "
        + "checkmark ✓ top ⊤ bot ⊥ vdash ⊢ models ⊨ colon : lt < gt > lbrace { rbrace } backslash \\ textbackslash \\ textless < textgreater > sharp ♯ flat ♭ S §";

    private const string SuperscriptSigns = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ∗*⋆*††′′∘°TᵀNᴺMᴹKᴷDᴰHᴴRᴿ";
    private const string SubscriptSigns = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ";

    public static readonly FrozenDictionary<string, string> Symbols = Table(SymbolList);

    /// <summary>Letters that names are written with.</summary>
    public static readonly FrozenDictionary<string, string> Letters = Table("ss ß ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ");

    /// <summary>Marks over one letter in formulas.</summary>
    public static readonly FrozenDictionary<string, string> Over = new Dictionary<string, string>
    {
        ["hat"] = "\u0302", ["widehat"] = "\u0302", ["tilde"] = "\u0303", ["widetilde"] = "\u0303", ["bar"] = "\u0304", ["overline"] = "\u0304",
        ["vec"] = "\u20D7", ["dot"] = "\u0307", ["ddot"] = "\u0308", ["check"] = "\u030C", ["breve"] = "\u0306", ["underline"] = "\u0332",
    }.ToFrozenDictionary();

    /// <summary>Accents outside formulas: <c>\'e</c>, <c>\v{c}</c>.</summary>
    public static readonly FrozenDictionary<char, char> Accents = new Dictionary<char, char>
    {
        ['\''] = '\u0301', ['`'] = '\u0300', ['^'] = '\u0302', ['"'] = '\u0308', ['~'] = '\u0303', ['='] = '\u0304', ['.'] = '\u0307',
        ['c'] = '\u0327', ['v'] = '\u030C', ['u'] = '\u0306', ['H'] = '\u030B', ['k'] = '\u0328', ['r'] = '\u030A', ['d'] = '\u0323',
    }.ToFrozenDictionary();

    private static readonly Dictionary<char, char> Superscripts = Pairs(SuperscriptSigns);
    private static readonly Dictionary<char, char> Subscripts = Pairs(SubscriptSigns);

    /// <summary>Null where a sign has no raised form.</summary>
    public static string? Superscript(string text) => text.All(Superscripts.ContainsKey) ? string.Concat(text.Select(c => Superscripts[c])) : null;

    public static string? Subscript(string text) => text.All(Subscripts.ContainsKey) ? string.Concat(text.Select(c => Subscripts[c])) : null;

    /// <summary>Commands that only style what they enclose.</summary>
    public static bool IsWrapper(string name) => name is "text" or "textbf" or "textit" or "texttt" or "textsc" or "textrm" or "textsf" or "emph" or "mathrm" or "mathit" or "mathsf"
        or "mathtt" or "mathnormal" or "operatorname" or "boldsymbol" or "bm" or "mbox" or "hbox" or "url" or "underline" or "overline" or "textsuperscript" or "textsubscript" or "mathbin" or "mathrel" or "boxed";

    /// <summary>How a mathematical alphabet writes a letter; null where the command is none.</summary>
    public static Func<Rune, string>? Alphabet(string name) => name switch
    {
        "mathcal" or "mathscr" => rune => Styled(rune, 0x1D49C, 0x1D4B6, "Bℬ Eℰ Fℱ Hℋ Iℐ Lℒ Mℳ Rℛ eℯ gℊ oℴ"),
        "mathbb" => rune => Styled(rune, 0x1D538, 0x1D552, "Cℂ Hℍ Nℕ Pℙ Qℚ Rℝ Zℤ 1𝟙"),
        "mathfrak" => rune => Styled(rune, 0x1D504, 0x1D51E, "Cℭ Hℌ Iℑ Rℜ Zℨ"),
        "mathbf" => rune => Styled(rune, 0x1D400, 0x1D41A, ""),
        _ => null,
    };

    private static string Styled(Rune rune, int upper, int lower, string exceptions)
    {
        // Some letters were in Unicode before their alphabet.
        if (exceptions.Split(' ').FirstOrDefault(pair => pair.Length > 1 && pair[0] == rune.Value) is { } exception)
            return exception[1..];
        return rune.Value switch
        {
            >= 'A' and <= 'Z' => new Rune(upper + rune.Value - 'A').ToString(),
            >= 'a' and <= 'z' => new Rune(lower + rune.Value - 'a').ToString(),
            _ => rune.ToString(),
        };
    }

    private static FrozenDictionary<string, string> Table(string list)
    {
        var words = list.Split(' ');
        return Enumerable.Range(0, words.Length / 2).ToDictionary(i => words[2 * i], i => words[(2 * i) + 1], StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Dictionary<char, char> Pairs(string signs) => Enumerable.Range(0, signs.Length / 2).ToDictionary(i => signs[2 * i], i => signs[(2 * i) + 1]);
}
