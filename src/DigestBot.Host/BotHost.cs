using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Digests;
using DigestBot.Digests.Watching;
using DigestBot.Host.Operator;
using DigestBot.Ingestion;
using DigestBot.Ingestion.Feeds;
using DigestBot.Papers.Generated;
using DigestBot.Scheduling;
using DigestBot.Slack;
using DigestBot.Slack.BlockKit;
using DigestBot.Taste;
using DigestBot.Teams;
using DigestBot.Teams.AdaptiveCards;
using DigestBot.WebChat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigestBot.Host;

/// <summary>The parts of the bot put together, in the order data takes through them.</summary>
internal static class BotHost
{
    public static WebApplication Build(Database database, MovableClock clock, HostOptions options)
    {
        // Configuration was read and checked already. The framework's own sources would also watch the folder for changes, and the store is one of many a second.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // A start that failed is told in words by whoever started it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host =>
        {
            // All at once: a request that drags on must not use up the time in which messages under way are finished.
            host.ServicesStopConcurrently = true;
            host.ShutdownTimeout = Dispatcher.LongestSend + TimeSpan.FromSeconds(4);
        });
        builder.WebHost.UseUrls([options.Address.ToString(), .. options.PageAddress is { } page ? [page.ToString()] : Array.Empty<string>()]);

        builder.Services.AddSingleton(options.Calendar);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<TimeProvider>(clock);
        // Ingestion
        builder.Services.AddSingleton<Ingestor>();
        builder.Services.AddSingleton(services => new InboxFolder(
            options.Inbox, database, services.GetRequiredService<Ingestor>(), services.GetRequiredService<ILogger<InboxFolder>>()));
        builder.Services.AddSingleton(options.Feeds);
        builder.Services.AddSingleton<FeedReader>();
        // Digests and delivery
        builder.Services.AddSingleton<Tastes>();
        builder.Services.AddSingleton<DigestSweep>();
        builder.Services.AddSingleton<DigestCorrections>();
        builder.Services.AddSingleton<Watchdog>();
        builder.Services.AddSingleton<Dispatcher>();
        // Commands
        builder.Services.AddSingleton(new CommandDefaults(options.Zone) { Calendar = options.Calendar });
        builder.Services.AddSingleton(options.UploadPolicy);
        builder.Services.AddSingleton<FileIntake>();
        if (options.Summaries is { } model)
            builder.Services.AddSingleton(model).AddSingleton<SummaryWriter>();
        builder.Services.AddSingleton<CommandProcessor>();
        builder.Services.AddSingleton<CommandForms>();
        builder.Services.AddSingleton<Presence>();
        // Before the channels begin to hear; and what is measured from then on
        TelemetryExport.Add(builder.Services, options.Telemetry);
        builder.Services.AddHostedService<UnfinishedEvents>();
        builder.Services.AddOperator(options);
        // Channels
        builder.Services.AddWebChat();
        builder.Services.AddSingleton(new MessageFormat("Block Kit", BlockKitFormat.Of));
        builder.Services.AddSingleton(new MessageFormat("Adaptive Card", CardFormat.Of));
        if (options.Slack is { } slack)
            builder.Services.AddSlack(slack);
        if (options.Teams is { } teams)
            builder.Services.AddTeams(teams);
        // What happens by itself
        builder.Services.AddJobs(new JobOptions(
            HasFeeds: options.Feeds.Feeds.Count > 0,
            HasTelemetry: TelemetryExport.Target(options.Telemetry) is not null,
            TimeZoneInfo.TryFindSystemTimeZoneById(options.Zone, out var zone) ? zone : TimeZoneInfo.Utc,
            options.Backups.Length > 0 ? options.Backups : database.Path + ".backups",
            options.BackupsKept));

        var app = builder.Build();
        app.UseDoors(options.PageAddress);
        app.MapWebChat();
        app.MapOperator(options);
        var both = app.MapGroup("").At(Door.Both);
        both.MapHealth();
        both.MapIngest(options);
        var inbound = app.MapGroup("").At(Door.Public);
        if (options.Slack is { } slackInbound)
            inbound.MapSlack(slackInbound);
        if (options.Teams is not null)
            inbound.MapTeams();
        return app;
    }
}
