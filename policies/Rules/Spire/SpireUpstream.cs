namespace Policies.Rules.Spire;

/// <summary>Where a SPIRE server has its own CA from.</summary>
/// <param name="Namespace">Where the request is filed, or the Secret lies; null where it is not said.</param>
/// <param name="Secret">The Secret with the CA above SPIRE's, with the plugin <c>disk</c>; null where it is not known.</param>
/// <param name="HasBundle">Whether the roots are given besides the CA above SPIRE's.</param>
internal sealed record SpireUpstream(string? Namespace, string? Secret, bool HasBundle)
{
    /// <summary>The issuer that is asked, with the plugin <c>cert-manager</c>: group, kind and name; null with <c>disk</c>.</summary>
    public (string Group, string Kind, string Name)? Issuer { get; init; }

    /// <summary>A CA that is asked for at an issuer of cert-manager; what is null has the plugin's default.</summary>
    public static SpireUpstream ByIssuer(string? @namespace, string? group, string? kind, string? name) =>
        new(@namespace, Secret: null, HasBundle: true) { Issuer = (group ?? "cert-manager.io", kind ?? "Issuer", name ?? "") };
}
