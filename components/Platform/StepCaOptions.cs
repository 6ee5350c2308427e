namespace Components.Platform;

/// <summary>step-ca and step-issuer of every region.</summary>
public sealed record StepCaOptions
{
    /// <summary>The version of the chart <c>step-certificates</c>.</summary>
    public string Version { get; init; } = "1.30.1";

    /// <summary>The version of the chart <c>step-issuer</c>.</summary>
    public string IssuerVersion { get; init; } = "1.11.0";

    /// <summary>The longest life that step-ca gives to a leaf, and the one that it gives where none is asked for.</summary>
    public TimeSpan LongestLeaf { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The size of the volume of its database, as Kubernetes writes quantities.</summary>
    public string DatabaseSize { get; init; } = "10Gi";

    /// <summary>The daily copy of the database; null for none.</summary>
    public StepCaBackup? Backup { get; init; }

    /// <summary>autocert; null where it is not installed.</summary>
    public AutocertOptions? Autocert { get; init; }
}
