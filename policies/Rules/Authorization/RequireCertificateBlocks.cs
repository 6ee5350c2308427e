using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>"Deny whoever shows no certificate" on a workload with ports that are plaintext on purpose.</summary>
internal sealed class RequireCertificateBlocks : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS309",
        Level = FindingLevel.Warning,
        Title = "DENY of plaintext closes a plaintext port",
        Remedy = "add notPorts with the plaintext port to the rule, or close the port in the PeerAuthentication too",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            foreach (var part in policy.Denies() ? policy.Sources() : [])
            {
                if (part.Source.NotPrincipals is ["*"] && part.Rule.To is null or []
                    && view.Attachment.Of(policy).Select(workload => PlainPort(view, workload)).OfType<string>().FirstOrDefault() is { } port)
                {
                    yield return Find(policy, part.Path, $"{port} is kept open for callers without a certificate, and this denies all of them");
                }
            }
        }
    }

    private static string? PlainPort(RuleView view, Workload workload) =>
        view.Modes.OfWorkload(workload)?.Object.Spec?.PortLevelMtls?
            .Where(port => port.Value.Mode is PeerAuthenticationMode.Disable or PeerAuthenticationMode.Permissive)
            .Select(port => $"port {port.Key} of {workload.Name}").FirstOrDefault();
}
