using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Teams.Activities;

/// <summary>Of <c>adaptiveCard/action</c>: the button that was pressed.</summary>
internal sealed record CardActionValue(CardActionPressed? Action);

internal sealed record CardActionPressed(JsonElement? Data);

/// <summary>Of <c>task/fetch</c> and <c>task/submit</c>: the button's data, and what was filled in.</summary>
internal sealed record DialogValue(JsonElement? Data);

/// <summary>Of <c>composeExtension/query</c>: what was typed into the search box.</summary>
internal sealed record ExtensionQuery(IReadOnlyList<ExtensionParameter>? Parameters, ExtensionPage? QueryOptions);

internal sealed record ExtensionParameter(string? Name, JsonElement? Value);

internal sealed record ExtensionPage(int? Skip, int? Count);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CardActionValue))]
[JsonSerializable(typeof(DialogValue))]
[JsonSerializable(typeof(ExtensionQuery))]
internal sealed partial class InvokeValueJson : JsonSerializerContext;
