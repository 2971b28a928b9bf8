using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Messages;
using DigestBot.Teams.Activities;
using DigestBot.Teams.AdaptiveCards;
using DigestBot.Teams.Connector;

namespace DigestBot.Teams;

/// <summary>
/// What Teams waits for an answer to: pressed buttons, dialogs, the search of the message extension. The command behind it is recorded and done
/// like a typed one and answered in the conversation as well; here goes what can be said in time.
/// </summary>
internal sealed class TeamsInvokes(CommandProcessor processor, TeamsEvents events, CommandForms forms, PaperPicker picker, TimeProvider time)
{
    /// <summary>Teams gives up after five seconds or a little more, and shows an error although the work is done.</summary>
    /// <remarks>https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search</remarks>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private const int MostResults = 10;

    public async Task<InvokeAnswer> AnswerAsync(Activity activity, CancellationToken cancellationToken)
    {
        using var language = UiLanguage.Use(activity.Locale);
        return activity.Name switch
        {
            "adaptiveCard/action" => await PressedAsync(activity, cancellationToken),
            "task/fetch" => await OpenDialogAsync(activity, cancellationToken),
            "task/submit" => await SubmitDialogAsync(activity, cancellationToken),
            "composeExtension/query" => await SearchAsync(activity, cancellationToken),
            _ => InvokeAnswer.Unknown,
        };
    }

    private async Task<InvokeAnswer> PressedAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (TeamsActivityMapper.Command(Value(activity, InvokeValueJson.Default.CardActionValue)?.Action?.Data) is not { } command)
            return InvokeAnswer.Error(Strings.Teams_NotAButton);
        var answer = await RunAsync(activity, command, cancellationToken);
        return answer is { Replaces: true } && CardRenderer.Render(answer.Message) is [var card]
            ? InvokeAnswer.Card(card)
            : InvokeAnswer.Note(answer is null ? Strings.Teams_AnswerBelow : CardRenderer.Fallback(answer.Message));
    }

    private async Task<InvokeAnswer> OpenDialogAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (TeamsActivityMapper.Command(Value(activity, InvokeValueJson.Default.DialogValue)?.Data) is not { } command)
            return InvokeAnswer.NotUnderstood;
        if (await forms.OpenAsync(TeamsActivityMapper.Conversation(activity), TeamsActivityMapper.Sender(activity), command, cancellationToken) is { } form)
            return InvokeAnswer.Dialog(form.Title, DialogCard.Render(form, await forms.CategoriesAsync("", cancellationToken)));

        // No form for it: the command explains itself.
        var answer = await RunAsync(activity, command, cancellationToken);
        return InvokeAnswer.DialogText(answer is null ? Strings.Teams_AnswerBelow : CardRenderer.Fallback(answer.Message));
    }

    /// <summary>The dialog stays open with what is not understood, as it was filled in; else it closes, and what came of it stands in the conversation.</summary>
    private async Task<InvokeAnswer> SubmitDialogAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (Value(activity, InvokeValueJson.Default.DialogValue)?.Data is not { ValueKind: JsonValueKind.Object } data
            || !data.TryGetProperty("form", out var form) || form.ValueKind != JsonValueKind.String)
            return InvokeAnswer.NotUnderstood;
        var inputs = data.EnumerateObject().Where(input => input.Name.Length > 0 && input.Value.ValueKind == JsonValueKind.String && input.Name is not ("form" or "command"))
            .DistinctBy(input => input.Name).ToDictionary(input => input.Name, input => input.Value.GetString()!);
        var (formId, values) = (form.GetString()!, DialogCard.Read(inputs));
        var (place, person) = (TeamsActivityMapper.Conversation(activity), TeamsActivityMapper.Sender(activity));
        if (await forms.MistakeAsync(place, person, formId, values, cancellationToken) is { } problem && await forms.OpenAsync(place, person, formId, cancellationToken) is { } again)
            return InvokeAnswer.Dialog(again.Title, DialogCard.Render(again.FilledIn(values), await forms.CategoriesAsync("", cancellationToken), problem));
        await RunAsync(activity, CommandForms.Command(formId, values), cancellationToken);
        return InvokeAnswer.Nothing;
    }

    private async Task<InvokeAnswer> SearchAsync(Activity activity, CancellationToken cancellationToken)
    {
        var query = Value(activity, InvokeValueJson.Default.ExtensionQuery);
        // When the box opens, Teams searches for initialRun=true.
        var words = query?.Parameters?.FirstOrDefault(parameter => parameter.Name != "initialRun")?.Value is { ValueKind: JsonValueKind.String } typed ? typed.GetString()! : "";
        var skip = Math.Clamp(query?.QueryOptions?.Skip ?? 0, 0, 1_000);
        var (papers, problem) = await picker.FindAsync(
            TeamsChannel.ChannelName, TeamsActivityMapper.Sender(activity), words, skip, Math.Clamp(query?.QueryOptions?.Count ?? MostResults, 1, MostResults), cancellationToken);
        return problem is null ? InvokeAnswer.Results([.. papers.Select(Result)]) : InvokeAnswer.ExtensionText(problem);
    }

    /// <summary>Null where the answer takes longer than Teams waits, or was given before: the invoke came twice.</summary>
    private async Task<Answer?> RunAsync(Activity activity, string command, CancellationToken cancellationToken)
    {
        var message = TeamsActivityMapper.With(activity, command);
        if (!await processor.ReceiveAsync(message, cancellationToken))
            return null;
        var done = events.ProcessAsync(message);
        await Task.WhenAny(done, Task.Delay(Patience, time, cancellationToken));
        return done.IsCompleted ? await done : null;
    }

    // The preview's text is read as HTML.
    private static OutgoingAttachment Result(PickedPaper paper) => new(AdaptiveCard.ContentType, CardJson.Element(CardRenderer.Render(paper.Card)[0]))
    {
        Preview = new OutgoingAttachment(ThumbnailCard.ContentType, JsonSerializer.SerializeToElement(
            new ThumbnailCard(WebUtility.HtmlEncode(paper.Title), WebUtility.HtmlEncode(paper.Facts)), InvokeAnswerJson.Relaxed.ThumbnailCard)),
    };

    private static T? Value<T>(Activity activity, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return activity.Value is { ValueKind: JsonValueKind.Object } value ? value.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
