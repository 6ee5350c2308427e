using Manifests.GatewayApi.V1;
using Manifests.Istio.Networking.V1;
using GatewayOfIstio = Manifests.Istio.Networking.V1.Gateway;
using GatewayOfKubernetes = Manifests.GatewayApi.V1.Gateway;

namespace Policies.Rules.Edge;

/// <summary>A gateway that asks clients for certificates and takes those without.</summary>
internal sealed class OptionalClientCertificate : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS694",
        Level = FindingLevel.Warning,
        Title = "client certificates that nobody needs",
        Remedy = "require them: mode AllowValidOnly, or MUTUAL",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<GatewayOfKubernetes>()];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        const string why = "clients without a certificate, or with one of anybody's, get in as well, and the application has to look at a header";
        foreach (var gateway in view.All<GatewayOfKubernetes>())
        {
            var frontend = gateway.Object.Spec.Tls?.Frontend;
            if (frontend?.Default.Validation?.Mode is GatewayValidationMode.AllowInsecureFallback)
            {
                yield return Find(gateway, "spec.tls.frontend.default.validation.mode", why);
            }

            foreach (var (index, port) in (frontend?.PerPort ?? []).Index())
            {
                if (port.Tls.Validation?.Mode is GatewayValidationMode.AllowInsecureFallback)
                {
                    yield return Find(gateway, $"spec.tls.frontend.perPort[{index}].tls.validation.mode", why);
                }
            }
        }

        foreach (var gateway in view.All<GatewayOfIstio>())
        {
            foreach (var (index, server) in (gateway.Object.Spec?.Servers ?? []).Index())
            {
                if (server.Tls?.Mode is GatewayMode.OptionalMutual)
                {
                    yield return Find(gateway, $"spec.servers[{index}].tls.mode", why);
                }
            }
        }
    }
}
