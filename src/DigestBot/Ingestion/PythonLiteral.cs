using System.Globalization;
using System.Text;

namespace DigestBot.Ingestion;

/// <summary>
/// Reads what Python's <c>repr</c> writes of dicts, lists and strings: files named <c>.jsonl</c> hold it. Flat on purpose: values inside
/// nested collections are skipped, so that depth costs nothing.
/// </summary>
internal ref struct PythonLiteral(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    /// <summary>A dict's keys with their values: a string, a list's strings joined by line feeds, or a bare word (<c>None</c> is empty). Null where the text is no dict.</summary>
    public static IReadOnlyList<(string Key, IReadOnlyList<string> Values)>? Dict(ReadOnlySpan<char> text)
    {
        var reader = new PythonLiteral(text.Trim());
        return reader.ReadDict();
    }

    /// <summary>The strings of a list; null where the text is no list of strings.</summary>
    public static IReadOnlyList<string>? Strings(ReadOnlySpan<char> text)
    {
        var reader = new PythonLiteral(text.Trim());
        return reader.Take('[') && reader.ReadStrings() is { } strings ? strings : null;
    }

    private List<(string Key, IReadOnlyList<string> Values)>? ReadDict()
    {
        if (!Take('{'))
            return null;
        var fields = new List<(string, IReadOnlyList<string>)>();
        while (!Take('}'))
        {
            if (ReadString() is not { } key || !Take(':') || ReadValue() is not { } values)
                return null;
            fields.Add((key, values));
            if (!Take(',') && !Peek('}'))
                return null;
        }

        Blank();
        return _at == _text.Length ? fields : null;
    }

    private IReadOnlyList<string>? ReadValue()
    {
        Blank();
        if (_at >= _text.Length)
            return null;
        if (_text[_at] is '\'' or '"')
            return ReadString() is { } value ? [value] : null;
        if (Take('['))
            return ReadStrings();
        if (_text[_at] is '{' or '(')
            return Skip() ? [] : null;
        var end = _text[_at..].IndexOfAny(',', '}', ']');
        if (end <= 0)
            return null;
        var word = _text.Slice(_at, end).Trim();
        _at += end;
        return word is "None" ? [] : [word.ToString()];
    }

    private List<string>? ReadStrings()
    {
        var strings = new List<string>();
        while (!Take(']'))
        {
            Blank();
            if (_at >= _text.Length)
                return null;
            if (_text[_at] is '\'' or '"')
            {
                if (ReadString() is not { } value)
                    return null;
                strings.Add(value);
            }
            else if (_text[_at] is '[' or '{' or '(')
            {
                if (!Skip())
                    return null;
            }
            else
            {
                var end = _text[_at..].IndexOfAny(',', ']');
                if (end <= 0)
                    return null;
                strings.Add(_text.Slice(_at, end).Trim().ToString());
                _at += end;
            }

            if (!Take(',') && !Peek(']'))
                return null;
        }

        return strings;
    }

    /// <summary>Passes over a nested collection by counting brackets outside strings.</summary>
    private bool Skip()
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case '\'' or '"':
                    if (ReadString() is null)
                        return false;
                    continue;
                case '[' or '{' or '(':
                    depth++;
                    break;
                case ']' or '}' or ')':
                    depth--;
                    break;
            }

            _at++;
            if (depth == 0)
                return true;
        }

        return false;
    }

    private string? ReadString()
    {
        Blank();
        if (_at >= _text.Length || _text[_at] is not ('\'' or '"'))
            return null;
        var quote = _text[_at++];
        var read = new StringBuilder();
        while (_at < _text.Length)
        {
            var next = _text[_at..].IndexOfAny(quote, '\\');
            if (next < 0)
                return null;
            read.Append(_text.Slice(_at, next));
            _at += next;
            if (_text[_at] == quote)
            {
                _at++;
                return read.ToString();
            }

            if (++_at >= _text.Length)
                return null;
            Escape(read);
        }

        return null;
    }

    private void Escape(StringBuilder read)
    {
        var letter = _text[_at++];
        switch (letter)
        {
            case 'n':
                read.Append('\n');
                break;
            case 't':
                read.Append('\t');
                break;
            case 'r':
                read.Append('\r');
                break;
            case 'x' or 'u' or 'U':
                var digits = letter switch { 'x' => 2, 'u' => 4, _ => 8 };
                if (_at + digits <= _text.Length && int.TryParse(_text.Slice(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    _at += digits;
                    if (Rune.IsValid(code))
                        read.Append(new Rune(code).ToString());
                    else if (code is >= 0xD800 and <= 0xDFFF)
                        read.Append((char)code);
                }
                else
                {
                    read.Append('\\').Append(letter);
                }

                break;
            case '\\' or '\'' or '"':
                read.Append(letter);
                break;
            default:
                read.Append('\\').Append(letter);
                break;
        }
    }

    private bool Take(char character)
    {
        if (!Peek(character))
            return false;
        _at++;
        return true;
    }

    private bool Peek(char character)
    {
        Blank();
        return _at < _text.Length && _text[_at] == character;
    }

    private void Blank()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }
}
