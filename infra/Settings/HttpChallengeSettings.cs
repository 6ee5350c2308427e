namespace Infra.Settings;

/// <summary>How a challenge over HTTP is served.</summary>
internal sealed record HttpChallengeSettings
{
    [Setting(
        "The class of an Ingress controller that serves the challenge; that of ingress-nginx is retired and gets a warning",
        Form = TextForm.DnsName, Default = "the edge's own Gateway serves it")]
    public string? IngressClass { get; init; }
}
