using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Messages;
using DigestBot.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigestBot.WebChat;

/// <summary>The local page at <c>/</c> and what it asks for under <c>/chat</c>; guarded by <see cref="LocalOnly"/>.</summary>
public static class WebChatEndpoints
{
    private const int MostBytes = 64 * 1024;

    /// <summary>A file's form around it has headers, too.</summary>
    private const long MostUploadBytes = FileIntake.MostBytes + MostBytes;

    public static IServiceCollection AddWebChat(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, WebChatJson.Default));
        services.AddSingleton<LiveLines>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<IFileSource>(provider => provider.GetRequiredService<Uploads>());
        services.AddSingleton<WebChatReceiver>();
        services.AddSingleton<WebChatClock>();
        services.AddSingleton<WebChatDesk>();
        services.AddSingleton<IChannel, WebChatChannel>();
        services.AddSingleton(MessageFormat.Model);
        return services.AddSingleton(provider => new RetentionRule((session, now, token) =>
            Task.WhenAll(new Transcript(session).ForgetOldAsync(now, token), provider.GetRequiredService<Uploads>().ForgetOldAsync())));
    }

    public static void MapWebChat(this WebApplication app)
    {
        app.Use((http, next) => LocalOnly.GuardAsync(http, _ => next()));
        var page = app.MapGroup("").WithMetadata(new LocalOnly(), new RequestSizeLimitAttribute(MostBytes)).AddEndpointFilter(SpeakAsync);
        page.MapGet("/", () => Results.Text(PageFiles.Page(), "text/html; charset=utf-8"));
        page.MapGet("/assets/{name}", (string name) => PageFiles.Find(name) is var (content, type) ? Results.Bytes(content, type) : Results.NotFound());

        var chat = page.MapGroup("/chat");
        chat.MapGet("/texts", () => PageTexts.All());
        chat.MapPost("/enter", (Entering entering, WebChatDesk desk, CancellationToken token) => desk.EnterAsync(entering, token));
        chat.MapGet("/state", (string person, string place, WebChatDesk desk, CancellationToken token) => desk.StateAsync(person, place, token));
        chat.MapPost("/channels", (NewChannel channel, WebChatDesk desk, CancellationToken token) => desk.AddChannelAsync(channel, token));
        chat.MapGet("/lines", (string person, string place, long? before, WebChatDesk desk, CancellationToken token) => desk.LinesAsync(person, place, before, token));
        chat.MapGet("/events", Events);
        chat.MapPost("/say", (Saying saying, WebChatDesk desk, CancellationToken token) => desk.SayAsync(saying, token));
        chat.MapPost("/files", (HttpRequest request, WebChatDesk desk, CancellationToken token) => desk.TakeFilesAsync(request, token))
            .WithMetadata(new RequestSizeLimitAttribute(MostUploadBytes));
        chat.MapGet("/form", (string person, string place, string command, WebChatDesk desk, CancellationToken token) => desk.FormAsync(person, place, command, token));
        chat.MapPost("/form", (FillingIn form, WebChatDesk desk, CancellationToken token) => desk.FillInAsync(form, token));
        chat.MapGet("/categories", (string typed, CommandForms forms, CancellationToken token) => forms.CategoriesAsync(typed, token));
        chat.MapGet("/formats", (string person, long line, WebChatDesk desk, CancellationToken token) => desk.FormatsAsync(person, line, token));
        chat.MapPost("/clock", (ClockTarget target, WebChatDesk desk, CancellationToken token) => desk.MoveClockAsync(target, token));
    }

    /// <summary>The page's own words are in the browser's language.</summary>
    private static async ValueTask<object?> SpeakAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var language = UiLanguage.Use(Language(context.HttpContext.Request));
        return await next(context);
    }

    private static string? Language(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).FirstOrDefault()?.Value.Value;

    /// <param name="after">The revision the page knows up to; a browser that was cut off says so itself.</param>
    private static IResult Events(string person, long after, HttpRequest request, LiveLines live, IHostApplicationLifetime lifetime)
    {
        var from = long.TryParse(request.Headers["Last-Event-ID"], out var last) ? last : after;
        // An open stream must not hold up the host's end.
        var ends = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted, lifetime.ApplicationStopping);
        request.HttpContext.Response.RegisterForDispose(ends);
        return TypedResults.ServerSentEvents(live.ReadAsync(person, UiLanguage.Current, from, ends.Token));
    }
}
