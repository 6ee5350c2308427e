namespace Infra.Settings;

/// <summary>The forms that texts in settings have; <see cref="TextForms"/> holds their rules.</summary>
internal enum TextForm
{
    /// <summary>Any text on one line.</summary>
    Line,

    /// <summary>A DNS label: names of namespaces, service accounts, exceptions, networks, secrets.</summary>
    Name,

    /// <summary>A region's name: a short DNS label that starts with a letter, since it is the prefix of resource names.</summary>
    RegionName,

    /// <summary>A Service's name: a DNS label that starts with a letter.</summary>
    ServiceName,

    /// <summary>A port's name: what Service and container ports both accept.</summary>
    PortName,

    /// <summary>A DNS name without wildcard.</summary>
    DnsName,

    /// <summary>A DNS name or an IP address.</summary>
    Address,

    /// <summary>A SPIFFE trust domain.</summary>
    TrustDomain,

    /// <summary>A label's key.</summary>
    LabelKey,

    /// <summary>A label's value.</summary>
    LabelValue,

    /// <summary>A caller: a service's name, or one of the callers that are no services.</summary>
    Source,

    /// <summary>An HTTP method.</summary>
    Method,

    /// <summary>A path as AuthorizationPolicy matches it.</summary>
    Path,

    /// <summary>A NATS subject, or a pattern of Redis channels. Which of the two it has to be follows from the server.</summary>
    Subject,

    /// <summary>A pattern of Redis keys.</summary>
    KeyPattern,

    /// <summary>A PostgreSQL role.</summary>
    Role,

    /// <summary>A container image with tag or digest.</summary>
    Image,

    /// <summary>A chart's version.</summary>
    ChartVersion,

    /// <summary>A rule's code.</summary>
    RuleCode,

    /// <summary>Certificates in PEM. What stands in the text is judged where it is used, since a key in it has a code of its own.</summary>
    Certificates,

    /// <summary>A set of callers in a statement.</summary>
    CallerSet,

    /// <summary>A set of destinations in a statement.</summary>
    TargetSet,

    /// <summary>A port's name, or its number as a text.</summary>
    PortNameOrNumber,

    /// <summary>A DNS name of at least two labels, the first of which may be a wildcard.</summary>
    HostName,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>An environment variable's name.</summary>
    VariableName,

    /// <summary>An absolute path in a container.</summary>
    FilePath,

    /// <summary>The URL of a Kubernetes API server.</summary>
    ApiServer,
}
