using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DigestBot.Scheduling;

/// <summary>Hangfire's dashboard. Who may see it is the caller's to say, for each request and before anything of it is run.</summary>
public static class JobsDashboard
{
    /// <param name="app">Where it is mapped.</param>
    /// <param name="pattern">Its path.</param>
    /// <param name="back">Where its link back leads.</param>
    /// <param name="refuses">The status to refuse a request with; null: welcome.</param>
    public static void MapJobsDashboard(this IEndpointRouteBuilder app, string pattern, string back, Func<HttpContext, int?> refuses) =>
        app.MapHangfireDashboard(pattern, new DashboardOptions
        {
            DashboardTitle = "DigestBot · jobs",
            AppPath = back,
            DisplayStorageConnectionString = false,
            // The guard around it decides.
            Authorization = [],
        }).Add(endpoint =>
        {
            var dashboard = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http =>
            {
                if (refuses(http) is not { } status)
                    return dashboard(http);
                http.Response.StatusCode = status;
                return Task.CompletedTask;
            };
        });
}
