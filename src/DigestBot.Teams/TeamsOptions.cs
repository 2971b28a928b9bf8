using Microsoft.Extensions.Configuration;

namespace DigestBot.Teams;

/// <summary>How the bot is registered. One tenant's: Azure no longer registers bots for several.</summary>
/// <param name="AppId">The application (client) id of the registration; tokens must be for it.</param>
/// <param name="TenantId">The only tenant whose activities are taken, and where our token comes from.</param>
public sealed record TeamsOptions(string AppId, string TenantId)
{
    /// <summary>Every option and what it is where nothing is said.</summary>
    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(AppId)] = "",
        [nameof(TenantId)] = "",
        [nameof(ClientSecret)] = "",
        [nameof(CertificatePath)] = "",
        [nameof(CertificatePassword)] = "",
        [nameof(ManagedIdentity)] = "false",
        [nameof(Issuer)] = "https://api.botframework.com",
        [nameof(MetadataAddress)] = "https://login.botframework.com/v1/.well-known/openidconfiguration",
        [nameof(TokenEndpoint)] = "",
        [nameof(DevelopmentServiceUrl)] = "",
        [nameof(DangerouslyAcceptUnsignedOnLoopback)] = "false",
    };

    /// <summary>One of three ways to prove who we are.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>A PKCS#12 file.</summary>
    public string? CertificatePath { get; init; }

    public string? CertificatePassword { get; init; }

    /// <summary>The machine's own identity, user-assigned; its client id is <see cref="AppId"/>.</summary>
    public bool ManagedIdentity { get; init; }

    /// <summary>Who signs what is sent to us.</summary>
    public string Issuer { get; init; } = Defaults[nameof(Issuer)];

    /// <summary>Where that issuer says which keys it signs with.</summary>
    public Uri MetadataAddress { get; init; } = new(Defaults[nameof(MetadataAddress)]);

    /// <summary>Where our own token comes from.</summary>
    public Uri TokenEndpoint { get; init; } = new($"https://login.microsoftonline.com/{Uri.EscapeDataString(TenantId)}/oauth2/v2.0/token");

    /// <summary>A connector on this machine to trust like Microsoft's: Agents Playground, tests.</summary>
    public Uri? DevelopmentServiceUrl { get; init; }

    /// <summary>No tokens, neither wanted nor sent; only between programs of this machine.</summary>
    public bool DangerouslyAcceptUnsignedOnLoopback { get; init; }

    /// <summary>Null options: Teams is off, or the problem says why the host must not start.</summary>
    public static (TeamsOptions? Options, string? Problem) Read(IConfigurationSection section)
    {
        foreach (var key in section.GetChildren().Select(child => child.Key).Where(key => !Defaults.ContainsKey(key)))
            return (null, $"{section.Path}:{key} is no option I know. Options: {string.Join(", ", Defaults.Keys)}.");
        if (section.GetChildren().All(option => option.Value is null or "" || option.Value == Defaults[option.Key]))
            return (null, null);
        foreach (var key in (string[])[nameof(AppId), nameof(TenantId)])
        {
            if (!Guid.TryParse(section[key], out _))
                return (null, $"{section.Path}:{key} is \"{section[key]}\". It is a GUID: find it in the bot's registration, or empty the section {section.Path} to run without Teams.");
        }

        foreach (var key in (string[])[nameof(ManagedIdentity), nameof(DangerouslyAcceptUnsignedOnLoopback)])
        {
            if (section[key] is { Length: > 0 } flag && !bool.TryParse(flag, out _))
                return (null, $"{section.Path}:{key} is \"{flag}\". Use true or false.");
        }

        foreach (var key in (string[])[nameof(MetadataAddress), nameof(TokenEndpoint), nameof(DevelopmentServiceUrl)])
        {
            if (section[key] is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri)
                && ((uri.Scheme == Uri.UriSchemeHttps && key != nameof(DevelopmentServiceUrl)) || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))))
                return (null, $"{section.Path}:{key} is \"{address}\". Use {(key == nameof(DevelopmentServiceUrl) ? "an http address of this machine" : "an https address, or an http one of this machine")}.");
        }

        var options = new TeamsOptions(section[nameof(AppId)]!, section[nameof(TenantId)]!)
        {
            ClientSecret = Text(nameof(ClientSecret)),
            CertificatePath = Text(nameof(CertificatePath)),
            CertificatePassword = Text(nameof(CertificatePassword)),
            ManagedIdentity = Flag(nameof(ManagedIdentity)),
            DangerouslyAcceptUnsignedOnLoopback = Flag(nameof(DangerouslyAcceptUnsignedOnLoopback)),
            DevelopmentServiceUrl = Address(nameof(DevelopmentServiceUrl)),
        };
        options = options with
        {
            Issuer = Text(nameof(Issuer)) ?? options.Issuer,
            MetadataAddress = Address(nameof(MetadataAddress)) ?? options.MetadataAddress,
            TokenEndpoint = Address(nameof(TokenEndpoint)) ?? options.TokenEndpoint,
        };
        return options.Incomplete(section.Path) is { } problem ? (null, problem) : (options, null);

        string? Text(string key) => section[key] is { Length: > 0 } value ? value : null;
        bool Flag(string key) => bool.TryParse(section[key], out var value) && value;
        Uri? Address(string key) => Text(key) is { } value ? new Uri(value) : null;
    }

    private string? Incomplete(string path)
    {
        var proofs = new[] { ClientSecret is not null, CertificatePath is not null, ManagedIdentity }.Count(given => given);
        return proofs switch
        {
            0 when !DangerouslyAcceptUnsignedOnLoopback => $"{path} is incomplete: one of {nameof(ClientSecret)}, {nameof(CertificatePath)} and {nameof(ManagedIdentity)} must say how the bot proves who it is.",
            > 1 => $"{path} has more than one of {nameof(ClientSecret)}, {nameof(CertificatePath)} and {nameof(ManagedIdentity)}. Keep one.",
            _ when CertificatePath is not null && !File.Exists(CertificatePath) => $"{path}:{nameof(CertificatePath)} is \"{CertificatePath}\", where no file is.",
            _ when DangerouslyAcceptUnsignedOnLoopback && DevelopmentServiceUrl is null => $"{path}:{nameof(DangerouslyAcceptUnsignedOnLoopback)} needs {nameof(DevelopmentServiceUrl)}, the only place answers may then go.",
            _ => null,
        };
    }
}
