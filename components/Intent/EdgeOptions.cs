namespace Components.Intent;

/// <summary>How a region is reached from the internet: its Gateway, and the public certificates that it shows.</summary>
public sealed record EdgeOptions
{
    /// <summary>The CA of the certificates.</summary>
    public required AcmeOptions Acme { get; init; }

    /// <summary>
    /// The ConfigMap in the gateways' namespace with the CA certificates of clients that have to show one, under <c>ca.crt</c>; null where no host asks for
    /// one.
    /// </summary>
    public string? ClientAuthorities { get; init; }
}
