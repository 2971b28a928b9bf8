namespace DigestBot.Teams.Connector;

/// <summary>
/// Where our token may go: Teams' own connectors, by their exact names (others can have names under trafficmanager.net, too), and a connector
/// of this machine where one is configured.
/// </summary>
internal sealed class ConnectorHosts(Uri? development)
{
    private static readonly string[] Known =
        ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us"];

    public bool Allows(string serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && ((uri is { Scheme: "https", IsDefaultPort: true } && Known.Contains(uri.Host, StringComparer.OrdinalIgnoreCase)) || IsDevelopment(uri));

    private bool IsDevelopment(Uri uri) =>
        development is not null && uri.Scheme == development.Scheme && uri.Port == development.Port && uri.IsLoopback && development.IsLoopback;
}
