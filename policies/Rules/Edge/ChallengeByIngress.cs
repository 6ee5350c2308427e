using Manifests.CertManager.V1;

namespace Policies.Rules.Edge;

/// <summary>An ACME issuer whose HTTP-01 challenge an Ingress serves.</summary>
internal sealed class ChallengeByIngress : ObjectRule<ClusterIssuer>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS540",
        Level = FindingLevel.Warning,
        Title = "challenge by an Ingress",
        Remedy = "serve the challenge by http01.gatewayHTTPRoute, or prove the names by dns01",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<ClusterIssuer> manifest)
    {
        foreach (var (index, solver) in (manifest.Object.Spec.Acme?.Solvers ?? []).Index())
        {
            if (solver.Http01?.Ingress is not { } ingress)
            {
                continue;
            }

            var name = ingress.IngressClassName ?? ingress.Class;
            yield return Find(
                manifest,
                $"spec.acme.solvers[{index}].http01.ingress",
                name == "nginx"
                    ? "ingress-nginx is retired and gets no fixes since March 2026, and it faces the internet"
                    : $"the challenge needs an Ingress controller{(name is null ? "" : $" of class {name}")} beside the Gateway");
        }
    }
}
