using Manifests;

namespace Policies.Istio.Validation;

/// <summary>
/// What the validating webhook of Istio 1.30.3 says of an object beyond its schema, errors and warnings, with the field at fault
/// (istio: pkg/config/validation). Kinds that it does not know, and kinds for which it has no rules here, have no problems.
/// </summary>
public static class IstioValidation
{
    /// <summary>By kind, since no two groups have one of the same name here.</summary>
    private static readonly Dictionary<string, (string Group, Action<Field, Problems> Check)> Validators = new(StringComparer.Ordinal)
    {
        ["AuthorizationPolicy"] = ("security.istio.io", AuthorizationPolicyValidation.Check),
        ["PeerAuthentication"] = ("security.istio.io", PeerAuthenticationValidation.Check),
        ["RequestAuthentication"] = ("security.istio.io", RequestAuthenticationValidation.Check),
        ["DestinationRule"] = ("networking.istio.io", DestinationRuleValidation.Check),
        ["EnvoyFilter"] = ("networking.istio.io", EnvoyFilterValidation.Check),
        ["Gateway"] = ("networking.istio.io", GatewayValidation.Check),
        ["ProxyConfig"] = ("networking.istio.io", ProxyConfigValidation.Check),
        ["ServiceEntry"] = ("networking.istio.io", ServiceEntryValidation.Check),
        ["Sidecar"] = ("networking.istio.io", SidecarValidation.Check),
        ["VirtualService"] = ("networking.istio.io", VirtualServiceValidation.Check),
        ["WorkloadEntry"] = ("networking.istio.io", WorkloadEntryValidation.Check),
        ["WorkloadGroup"] = ("networking.istio.io", WorkloadGroupValidation.Check),
        ["Telemetry"] = ("telemetry.istio.io", TelemetryValidation.Check),
        ["TrafficExtension"] = ("extensions.istio.io", TrafficExtensionValidation.Check),
        ["WasmPlugin"] = ("extensions.istio.io", WasmPluginValidation.Check),
    };

    /// <summary>Checks one object, whatever served version of its kind it is written in.</summary>
    public static IReadOnlyList<ValidationProblem> Of(MapNode manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var root = Field.Of(manifest);
        if (!Validators.TryGetValue(root["kind"].Text, out var validator) || !IsOf(root["apiVersion"].Text, validator.Group))
        {
            return [];
        }

        var problems = new Problems();
        AnnotationChecks.Check(root, problems);
        validator.Check(root, problems);
        return problems.Found;
    }

    private static bool IsOf(string apiVersion, string group) =>
        apiVersion.StartsWith(group, StringComparison.Ordinal) && (apiVersion.Length == group.Length || apiVersion[group.Length] == '/');
}
