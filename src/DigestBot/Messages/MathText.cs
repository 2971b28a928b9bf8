using System.Text;

namespace DigestBot.Messages;

/// <summary>
/// LaTeX as near as Unicode goes: <c>$\mathcal{O}(n^2)$</c> is 𝒪(n²). No channel draws formulas. What has no sign of its own keeps its name
/// (<c>\argmax</c> is argmax), text that only looks like LaTeX stays. Linear, and never throws.
/// </summary>
public static class MathText
{
    private const int Deepest = 20;

    public static string Readable(string text)
    {
        text = TexSigns.Readable(text);
        if (text.IndexOfAny(['$', '\\']) < 0)
            return text;
        var math = new MathSpans();
        var hidden = math.Hide(text);
        var words = hidden.Contains('\\') ? new Reader(hidden, isMath: false).All() : hidden;
        return math.Restore(words, OfFormula);
    }

    /// <summary>A formula with its delimiters.</summary>
    internal static string OfFormula(string span) => new Reader(Inside(span), isMath: true).All().Trim();

    /// <summary>Without the signs that delimit a formula.</summary>
    private static string Inside(string span) => span.StartsWith("$$", StringComparison.Ordinal) || span[0] == '\\' ? span[2..^2] : span[1..^1];

    private sealed class Reader(string text, bool isMath)
    {
        private int _at;
        private int _depth;

        public string All()
        {
            var result = new StringBuilder(text.Length);
            while (_at < text.Length)
                result.Append(Next());
            return result.ToString();
        }

        /// <summary>The next sign, command or group, readable.</summary>
        private string Next()
        {
            var c = text[_at++];
            return c switch
            {
                '\\' => Command(),
                '{' when isMath => Group(),
                '}' when isMath => "",
                '^' when isMath => Raised(MathSigns.Superscript, "^"),
                '_' when isMath => Raised(MathSigns.Subscript, "_"),
                '~' when isMath => " ",
                '&' when isMath => " ",
                '-' when isMath => "−",
                '\'' when isMath => "′",
                '{' when _at < text.Length && text[_at] == '\\' && MathSigns.Accents.ContainsKey(Peek(1)) => Group(),
                _ => c.ToString(),
            };
        }

        private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

        /// <summary>Up to the closing brace that fits; the opening one is read.</summary>
        private string Group()
        {
            if (_depth >= Deepest)
                return "";
            _depth++;
            var result = new StringBuilder();
            while (_at < text.Length && text[_at] != '}')
                result.Append(Next());
            _at++;
            _depth--;
            return result.ToString();
        }

        /// <summary>What a command applies to: a group, a command or one sign.</summary>
        private string Argument()
        {
            while (_at < text.Length && text[_at] == ' ')
                _at++;
            if (_at >= text.Length || text[_at] == '}' || _depth >= Deepest)
                return "";
            _depth++;
            string argument;
            if (text[_at] == '{')
            {
                _at++;
                argument = Group();
            }
            else if (text[_at] == '\\')
            {
                argument = Next();
            }
            else
            {
                argument = text[_at++].ToString();
            }

            _depth--;
            return argument;
        }

        private string Raised(Func<string, string?> signs, string mark)
        {
            var what = Argument();
            return what.Length == 0 ? mark : signs(what) ?? mark + Bracketed(what);
        }

        private string Command()
        {
            if (_at >= text.Length)
                return "\\";
            var start = _at;
            while (_at < text.Length && char.IsAsciiLetter(text[_at]))
                _at++;
            if (_at == start)
                return Sign(text[_at++]);
            var name = text[start.._at];
            if (!isMath)
                return InText(name, start);
            if (_at < text.Length && text[_at] == '*')
                _at++;

            switch (name)
            {
                case "frac" or "dfrac" or "tfrac":
                    var (above, below) = (Argument(), Argument());
                    return $"{Bracketed(above)}/{Bracketed(below)}";
                case "sqrt":
                    return "√" + Bracketed(Argument());
                case "left" or "right" or "big" or "Big" or "bigl" or "bigr" or "Bigl" or "Bigr" or "displaystyle" or "textstyle" or "limits" or "nolimits" or "mathop" or "rm" or "bf" or "it" or "cal":
                    if (name is "left" or "right" && _at < text.Length && text[_at] == '.')
                        _at++;
                    return "";
                case "begin" or "end" or "label" or "tag":
                    Argument();
                    return " ";
                case "not":
                    return Argument() is { Length: > 0 } negated ? negated + "\u0338" : "";
            }

            if (MathSigns.Alphabet(name) is { } alphabet)
                return string.Concat(Argument().EnumerateRunes().Select(alphabet));
            if (MathSigns.Over.TryGetValue(name, out var over))
                return Argument() is var letter && new System.Globalization.StringInfo(letter).LengthInTextElements == 1 ? (letter + over).Normalize(NormalizationForm.FormC) : letter;
            return MathSigns.Symbols.TryGetValue(name, out var symbol) ? symbol : MathSigns.IsWrapper(name) ? Argument() : Spaced(name);
        }

        /// <summary>Outside formulas: only what is certainly LaTeX.</summary>
        private string InText(string name, int start)
        {
            var follows = _at < text.Length ? text[_at] : '\0';
            if (follows == '{' && MathSigns.IsWrapper(name))
                return Argument();
            if (MathSigns.Letters.TryGetValue(name, out var letter))
            {
                if (text.AsSpan(_at).StartsWith("{}"))
                    _at += 2;
                else if (follows == ' ')
                    _at++;
                return letter;
            }

            if (name.Length == 1 && follows == '{' && MathSigns.Accents.TryGetValue(name[0], out var mark) && Argument() is { Length: > 0 } under)
                return (under[0].ToString() + mark + under[1..]).Normalize(NormalizationForm.FormC);
            return MathSigns.Symbols.TryGetValue(name, out var symbol) && name.Length > 1 ? symbol : "\\" + text[start.._at];
        }

        /// <summary>A backslash and a sign: <c>\%</c>, <c>\,</c>, or an accent outside formulas.</summary>
        private string Sign(char sign)
        {
            if (isMath)
            {
                return sign switch
                {
                    ',' or ':' or ';' or ' ' or '\\' => " ",
                    '!' or '/' => "",
                    '|' => "‖",
                    _ => sign.ToString(),
                };
            }

            if (MathSigns.Accents.TryGetValue(sign, out var mark) && Peek(0) is var next && (char.IsAsciiLetter(next) || next is '{' or '\\'))
            {
                var under = Argument().Replace('ı', 'i');
                return under.Length == 0 ? "" : (under[0].ToString() + mark + under[1..]).Normalize(NormalizationForm.FormC);
            }

            return sign is '%' or '&' or '#' or '_' or '$' or '{' or '}' ? sign.ToString() : sign is ',' or ' ' ? " " : "\\" + sign;
        }

        /// <summary>log n, not logn.</summary>
        private string Spaced(string name) => _at < text.Length && char.IsAsciiLetterOrDigit(text[_at]) ? name + " " : name;

        private static string Bracketed(string what) =>
            what.Length <= 1 || (char.IsSurrogatePair(what, 0) && what.Length == 2) || what.All(char.IsAsciiDigit) || what.All(char.IsAsciiLetter) || (what[0] == '(' && what[^1] == ')') ? what : $"({what})";
    }
}
