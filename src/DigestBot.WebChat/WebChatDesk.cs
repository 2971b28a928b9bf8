using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.WebChat.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace DigestBot.WebChat;

/// <summary>What people do on the page, one method each. Who somebody is they say themselves: the page is for one machine's own people.</summary>
internal sealed class WebChatDesk(
    Database database, WebChatReceiver receiver, WebChatClock clock, Uploads uploads, CommandForms forms, Presence presence,
    IEnumerable<MessageFormat> formats, IHostApplicationLifetime lifetime)
{
    private const int LinesAPage = 50;

    /// <summary>A first shared conversation, so that there is one to look into.</summary>
    private const string FirstChannel = "nlp";

    public async Task<IResult> EnterAsync(Entering entering, CancellationToken cancellationToken)
    {
        if (PlaceNames.Person(entering.Person) is not { } typed)
            return Refuse(Strings.Page_BadName);
        string person;
        bool first;
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            person = await Places.KnownAsync(session, typed, cancellationToken) ?? typed;
            first = !await Places.AnySharedAsync(session, cancellationToken);
        }

        var sender = new Sender(person, person, entering.Language, entering.Zone);
        await presence.AddedAsync(WebChatReceiver.Conversation(person, null), sender, cancellationToken);
        if (first)
            await presence.AddedAsync(WebChatReceiver.Conversation(person, FirstChannel), sender, cancellationToken);
        return await StateAsync(person, WebChatReceiver.DirectId(person), cancellationToken);
    }

    public async Task<IResult> StateAsync(string person, string place, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await Places.FindPersonAsync(session, person, cancellationToken) is not { } known
            ? Results.NotFound()
            : Results.Ok(new PageState(
                person,
                await Places.PeopleAsync(session, cancellationToken),
                await Places.OfAsync(session, person, cancellationToken),
                await new Transcript(session).RevisionAsync(cancellationToken),
                await clock.StateAsync(session, known, place, cancellationToken),
                VerbList.All,
                FileIntake.MostBytes));
    }

    public async Task<IResult> AddChannelAsync(NewChannel channel, CancellationToken cancellationToken)
    {
        if (PlaceNames.Channel(channel.Name) is not { } name)
            return Refuse(Strings.Page_BadChannel);
        await presence.AddedAsync(WebChatReceiver.Conversation(channel.Person, name), new Sender(channel.Person, channel.Person), cancellationToken);
        return await StateAsync(channel.Person, $"#{name}", cancellationToken);
    }

    public async Task<IResult> LinesAsync(string person, string place, long? before, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var lines = await new Transcript(session).PageAsync(person, place, before, LinesAPage + 1, cancellationToken);
        var shown = lines.TakeLast(LinesAPage).Select(line => LiveLines.Shown(line, person));
        return Results.Ok(new ShownLines([.. shown], Earlier: lines.Count > LinesAPage));
    }

    public Task<IResult> SayAsync(Saying saying, CancellationToken cancellationToken) =>
        ReceiveAsync(saying.Event, saying.Person, saying.Place, saying.Text, saying.Message, []);

    public Task<IResult> FillInAsync(FillingIn form, CancellationToken cancellationToken) =>
        ReceiveAsync(form.Event, form.Person, form.Place, CommandForms.Command(form.Form, new FormValues(form.Values)), form.Message, []);

    public async Task<IResult> TakeFilesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = FileIntake.MostBytes }, cancellationToken);
        var files = new List<IncomingFile>();
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            files.Add(await uploads.KeepAsync(file.FileName, content, cancellationToken));
        }

        var names = string.Join(Strings.Words_ListSeparator, files.Select(file => file.Name));
        var result = await ReceiveAsync(form["event"].ToString(), form["person"].ToString(), form["place"].ToString(), names, message: null, files);
        foreach (var file in files)
            uploads.Remove(file);
        return result;
    }

    public async Task<IResult> FormAsync(string person, string place, string command, CancellationToken cancellationToken) =>
        PlaceNames.Conversation(person, place) is { } conversation
        && await forms.OpenAsync(conversation, new Sender(person, person), command, cancellationToken) is { } form
            ? Results.Text(HtmlForm.Render(form), "text/html; charset=utf-8")
            : Results.NoContent();

    public async Task<IResult> FormatsAsync(string person, long line, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await new Transcript(session).FindAsync(person, line, cancellationToken) is { } found
            ? Results.Ok<IReadOnlyList<ShownFormat>>([.. formats.Select(format => new ShownFormat(format.Name, format.Indented(found.Message)))])
            : Results.NotFound();
    }

    public async Task<IResult> MoveClockAsync(ClockTarget target, CancellationToken cancellationToken)
    {
        Person? person;
        await using (var session = await database.ReadAsync(cancellationToken))
            person = await Places.FindPersonAsync(session, target.Person, cancellationToken);
        if (person is null)
            return Results.NotFound();
        return await clock.MoveAsync(target, person, lifetime.ApplicationStopping) is { } refused
            ? Refuse(refused)
            : Results.NoContent();
    }

    /// <summary>Once it is recorded it is done, whether the browser waits or not.</summary>
    private async Task<IResult> ReceiveAsync(string eventId, string person, string place, string text, string? message, IReadOnlyList<IncomingFile> files)
    {
        if (eventId.Length is 0 or > 100 || PlaceNames.Conversation(person, place) is not { } conversation)
            return Results.BadRequest();
        var incoming = new IncomingMessage(eventId, conversation, new Sender(person, person), text) { MessageId = message, Files = files };
        await receiver.ReceiveAsync(incoming, lifetime.ApplicationStopping);
        return Results.NoContent();
    }

    private static IResult Refuse(string text) => Results.BadRequest(new Refusal(text));
}
