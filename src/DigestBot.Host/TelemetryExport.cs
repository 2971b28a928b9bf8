using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DigestBot.Host;

/// <summary>
/// Metrics and traces to a collector by OTLP, only where one is configured: <c>DigestBot:Telemetry</c> or the standard's own
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> (with its other variables, headers among them).
/// </summary>
internal sealed class TelemetryExport(Uri? endpoint) : IHostedService, IDisposable
{
    private const string StandardVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The standard's own, which the exporter reads whatever the address comes from.</summary>
    public const string HeadersVariable = "OTEL_EXPORTER_OTLP_HEADERS";
    private MeterProvider? _meters;
    private TracerProvider? _tracers;

    /// <param name="services">Without a collector nothing is added.</param>
    /// <param name="configured">The collector's address, speaking HTTP; signals are posted below it.</param>
    public static void Add(IServiceCollection services, Uri? configured)
    {
        if (Target(configured) is not null)
            services.AddHostedService(_ => new TelemetryExport(configured));
    }

    /// <summary>Where it goes, in words; null: nowhere.</summary>
    public static string? Target(Uri? configured) =>
        Place(configured) ?? (Uri.TryCreate(Environment.GetEnvironmentVariable(StandardVariable), UriKind.Absolute, out var uri) ? Place(uri) : null);

    /// <summary>Without a name or password in it.</summary>
    private static string? Place(Uri? address) => address?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService(Telemetry.Name.ToLowerInvariant(), serviceVersion: ProgramVersion.Text).AddEnvironmentVariableDetector();
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Telemetry.Name)
            .AddOtlpExporter(exporter => Direct(exporter, "v1/metrics")).Build();
        _tracers = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Telemetry.Name)
            .AddOtlpExporter(exporter => Direct(exporter, "v1/traces")).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _tracers?.Dispose();
        _meters?.Dispose();
    }

    /// <summary>Without an address of ours, the exporter reads the standard's variables.</summary>
    private void Direct(OtlpExporterOptions exporter, string signal)
    {
        if (endpoint is null)
            return;
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(new Uri(endpoint.ToString().TrimEnd('/') + "/"), signal);
    }
}
