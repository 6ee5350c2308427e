using Manifests;

namespace Policies.Istio.Validation;

/// <summary>
/// What the validating webhook of Istio 1.30.3 says of an object beyond its schema, errors and warnings, with the field at fault
/// (istio: pkg/config/validation). Kinds that it does not know, and kinds for which it has no rules here, have no problems.
/// </summary>
public static class IstioValidation
{
    private static readonly Dictionary<string, Action<Field, Problems>> Validators = new(StringComparer.Ordinal)
    {
        ["security.istio.io/AuthorizationPolicy"] = AuthorizationPolicyValidation.Check,
        ["security.istio.io/PeerAuthentication"] = PeerAuthenticationValidation.Check,
        ["security.istio.io/RequestAuthentication"] = RequestAuthenticationValidation.Check,
        ["networking.istio.io/DestinationRule"] = DestinationRuleValidation.Check,
        ["networking.istio.io/EnvoyFilter"] = EnvoyFilterValidation.Check,
        ["networking.istio.io/Gateway"] = GatewayValidation.Check,
        ["networking.istio.io/ProxyConfig"] = ProxyConfigValidation.Check,
        ["networking.istio.io/ServiceEntry"] = ServiceEntryValidation.Check,
        ["networking.istio.io/Sidecar"] = SidecarValidation.Check,
        ["networking.istio.io/VirtualService"] = VirtualServiceValidation.Check,
        ["networking.istio.io/WorkloadEntry"] = WorkloadEntryValidation.Check,
        ["networking.istio.io/WorkloadGroup"] = WorkloadGroupValidation.Check,
        ["telemetry.istio.io/Telemetry"] = TelemetryValidation.Check,
        ["extensions.istio.io/TrafficExtension"] = TrafficExtensionValidation.Check,
        ["extensions.istio.io/WasmPlugin"] = WasmPluginValidation.Check,
    };

    /// <summary>Checks one object, whatever served version of its kind it is written in.</summary>
    public static IReadOnlyList<ValidationProblem> Of(MapNode manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var root = Field.Of(manifest);
        var group = root["apiVersion"].Text.Split('/')[0];
        if (!Validators.TryGetValue($"{group}/{root["kind"].Text}", out var check))
        {
            return [];
        }

        var problems = new Problems();
        AnnotationChecks.Check(root, problems);
        check(root, problems);
        return problems.Found;
    }
}
