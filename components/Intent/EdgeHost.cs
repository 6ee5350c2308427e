namespace Components.Intent;

/// <summary>A public name under which the ingress gateway takes requests.</summary>
/// <param name="Name">The DNS name; a wildcard such as <c>*.example.com</c> stands for one label.</param>
/// <param name="AsksForCertificate">Whether clients have to show a certificate of <see cref="EdgeOptions.ClientAuthorities"/>.</param>
public sealed record EdgeHost(string Name, bool AsksForCertificate);
