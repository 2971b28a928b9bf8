using System.Text.Json;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Messages;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.Events;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// Forms as modals. A modal is opened while the click is being answered: its trigger is good for three seconds
/// (https://docs.slack.dev/surfaces/modals#opening).
/// </summary>
internal sealed class SlackForms(CommandForms forms, SlackWorkspaces workspaces, SlackClient client, ILogger<SlackForms> log)
{
    /// <summary>False where there is no such form or Slack did not open it: then the command answers instead.</summary>
    public async Task<bool> OpenAsync(IncomingMessage click, string triggerId, CancellationToken cancellationToken)
    {
        if ((await workspaces.FindAsync(SlackPlace.Parse(click.Conversation.Id).Team, cancellationToken)).Workspace is not { } workspace
            || await forms.OpenAsync(click.Conversation, click.From, click.Text, cancellationToken) is not { } form)
        {
            return false;
        }

        using var language = Speak(form.Id);
        var view = FormView.Of(form, FormOrigin.Of(click.Conversation, click.Thread, form.Id).Write());
        if (await client.OpenViewAsync(workspace.Token, triggerId, view, cancellationToken) is not SlackResult<SlackReply>.Failed failed)
            return true;
        Log.CallFailed(log, "views.open", failed.Error.Reason);
        return false;
    }

    /// <summary>The acknowledgement that keeps a form open with what is wrong in it; null where nothing is.</summary>
    public static string? Fault(Interaction submission)
    {
        if (submission.View is not { CallbackId: FormView.CallbackId } view || FormOrigin.Parse(view.PrivateMetadata) is not { Form: { } form })
            return null;
        return CommandForms.Fault(form, SlackEventMapper.Values(view)) is var (field, problem)
            ? JsonSerializer.Serialize(new ViewErrors("errors", new Dictionary<string, string> { [field] = problem }), BlockKitJson.Default.ViewErrors)
            : null;
    }

    /// <summary>What a filled-in form says; null for a view that is none of ours.</summary>
    public static IncomingMessage? Submitted(Interaction submission)
    {
        if (submission.View is not { CallbackId: FormView.CallbackId } view || FormOrigin.Parse(view.PrivateMetadata) is not { Form: { } form } origin)
            return null;
        using var language = Speak(form);
        return SlackEventMapper.Submission(submission, origin, CommandForms.Command(form, SlackEventMapper.Values(view)));
    }

    /// <summary>Categories for what was typed so far.</summary>
    public async Task<string> OptionsAsync(string typed, CancellationToken cancellationToken) =>
        JsonSerializer.Serialize(FormView.Options(await forms.CategoriesAsync(typed, cancellationToken)), BlockKitJson.Default.OptionsReply);

    private static UiLanguage.Scope Speak(string formId) => UiLanguage.Use(CommandForms.LanguageOf(formId));
}
