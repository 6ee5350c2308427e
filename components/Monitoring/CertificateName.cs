namespace Components.Monitoring;

/// <summary>A cert-manager Certificate, as the labels of its metrics name it.</summary>
public sealed record CertificateName
{
    /// <summary>The Certificate's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Certificate's name.</summary>
    public required string Name { get; init; }
}
