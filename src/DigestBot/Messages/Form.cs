using System.Text.Json.Serialization;

namespace DigestBot.Messages;

/// <summary>
/// Something to fill in instead of typing it: a Slack modal, a Teams dialog, a form on the page. Filled in, it is a command
/// (<c>CommandForms</c>). <c>Id</c> is the command it was opened for.
/// </summary>
public sealed record Form(string Id, string Title, string Submit, IReadOnlyList<FormField> Fields)
{
    /// <summary>The form as somebody filled it in, to be mended.</summary>
    public Form FilledIn(FormValues values) => this with { Fields = [.. Fields.Select(field => FilledIn(field, values))] };

    private static FormField FilledIn(FormField field, FormValues values) => field switch
    {
        TextField text => text with { Value = values.One(field.Name) },
        ChoiceField choice => choice with { Chosen = values.All(field.Name) },
        CategoryField categories => categories with { Chosen = values.All(field.Name) },
        TimeField time when TimeOnly.TryParseExact(values.One(field.Name), "HH:mm", out var at) => time with { Value = at },
        _ => field,
    };
}

/// <summary>One question; the hierarchy is closed. <c>Name</c> is unique in its form. All may be left as they are.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextField), "text")]
[JsonDerivedType(typeof(ChoiceField), "choice")]
[JsonDerivedType(typeof(CategoryField), "categories")]
[JsonDerivedType(typeof(TimeField), "time")]
public abstract record FormField(string Name, string Label)
{
    /// <summary>What to write, in a few words.</summary>
    public string? Hint { get; init; }
}

/// <summary>One line of free text.</summary>
public sealed record TextField(string Name, string Label, string Value = "") : FormField(Name, Label);

/// <summary>One of a few choices, or some of them where <c>Several</c>.</summary>
public sealed record ChoiceField(string Name, string Label, IReadOnlyList<Choice> Choices, IReadOnlyList<string> Chosen, bool Several = false)
    : FormField(Name, Label);

/// <summary>Some of the stored categories; there may be thousands, so they are looked for while typing (<c>CommandForms.CategoriesAsync</c>).</summary>
public sealed record CategoryField(string Name, string Label, IReadOnlyList<string> Chosen) : FormField(Name, Label);

/// <summary>A local time of day, to the minute.</summary>
public sealed record TimeField(string Name, string Label, TimeOnly Value) : FormField(Name, Label);

/// <summary>What is sent and what is read.</summary>
public sealed record Choice(string Value, string Label);

/// <summary>What was filled in: a field's name and its values, one for all but choices of several.</summary>
public sealed record FormValues(IReadOnlyDictionary<string, IReadOnlyList<string>> Values)
{
    public IReadOnlyList<string> All(string name) => Values.TryGetValue(name, out var values) ? [.. values.Select(value => CleanText.Line(value).Trim()).Where(value => value.Length > 0)] : [];

    /// <summary>The one value; empty where nothing was filled in.</summary>
    public string One(string name) => All(name) is [var value, ..] ? value : "";

    public bool Has(string name, string value) => All(name).Contains(value, StringComparer.Ordinal);
}
