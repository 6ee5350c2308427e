namespace Components.Platform;

/// <summary>autocert: certificates of step-ca for pods that ask for them by annotation.</summary>
public sealed record AutocertOptions
{
    /// <summary>The version of its three images. The default is the release that is read here.</summary>
    public string Version { get; init; } = "0.20.6";

    /// <summary>How long a certificate lives whose pod does not ask for a life of its own; at most <see cref="StepCaOptions.LongestLeaf"/>.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);
}
