namespace Infra.Settings;

/// <summary>Amazon Route 53. Without an access key, cert-manager's pods need credentials of their own.</summary>
internal sealed record Route53Settings
{
    [Setting("The AWS region of the endpoint", Form = TextForm.Name, Default = "what cert-manager's pods are told", Example = "eu-central-1")]
    public string? Region { get; init; }

    [Setting("The hosted zone's identifier", Form = TextForm.LabelValue, Default = "found by the name")]
    public string? HostedZone { get; init; }

    [Setting("The ARN of a role to take on", Form = TextForm.Line, Default = "none")]
    public string? Role { get; init; }

    [Setting("The access key's identifier", Form = TextForm.LabelValue, Default = "the pods' own credentials")]
    public string? AccessKey { get; init; }

    [Setting("The Secret in cert-manager's namespace that holds the access key's secret; with accessKey", Default = "none")]
    public SecretKeySettings? SecretKey { get; init; }
}
