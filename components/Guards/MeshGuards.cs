using System.Globalization;
using Components.Intent;
using Components.Mesh;
using Manifests.Istio.Security.V1;

namespace Components.Guards;

/// <summary>
/// What would weaken the mesh: plaintext that no exception covers, permissions for nobody in particular, and proxies that are configured by hand. What this
/// program itself emits under an exception is listed by name, so that nothing else can use it.
/// </summary>
internal static class MeshGuards
{
    private static readonly string[] Weaker = ["PERMISSIVE", "DISABLE"];

    /// <summary>The guards.</summary>
    public static IEnumerable<Guard> For(RegionIntent intent) => [PeerAuthentications(intent), AuthorizationGuard.For(intent), Destinations(), Filters(intent)];

    private static Guard PeerAuthentications(RegionIntent intent)
    {
        var emitted = PeerAuthenticationManifests.For(intent);
        return new()
        {
            Name = "peer-authentication",
            Description = "Plaintext is taken where the stack file has an exception for it, and nowhere else.",
            Kinds = [new("security.istio.io", "peerauthentications", "PeerAuthentication")],
            Rules =
            [
                new(
                    Cel.IfHas(
                        "object",
                        ["spec", "mtls", "mode"],
                        Cel.Any(
                            $"!(object.spec.mtls.mode in {Cel.List(Weaker)})",
                            $"{Cel.Id} + ' ' + object.spec.mtls.mode in {Cel.List(emitted.SelectMany(Whole))}")),
                    "mode PERMISSIVE and DISABLE take plaintext: state the mode with an exception in the stack file"),
                new(
                    Cel.IfHas(
                        "object",
                        ["spec", "portLevelMtls"],
                        "object.spec.portLevelMtls.all(port, [object.spec.portLevelMtls[port]].all(settings, "
                        + Cel.Any(
                            "!has(settings.mode)",
                            $"!(settings.mode in {Cel.List(Weaker)})",
                            $"{Cel.Id} + ' ' + port + ' ' + settings.mode in {Cel.List(emitted.SelectMany(Ports))}")
                        + "))"),
                    "a port with mode PERMISSIVE or DISABLE takes plaintext: state the port's mode with an exception in the stack file"),
            ],
        };
    }

    private static IEnumerable<string> Whole(PeerAuthentication policy) =>
        policy.Spec?.Mtls?.Mode is { } mode && IsWeaker(mode) ? [$"{policy.Metadata.Namespace}/{policy.Metadata.Name} {Name(mode)}"] : [];

    private static IEnumerable<string> Ports(PeerAuthentication policy) =>
        from port in policy.Spec?.PortLevelMtls ?? []
        where port.Value.Mode is { } mode && IsWeaker(mode)
        select $"{policy.Metadata.Namespace}/{policy.Metadata.Name} {port.Key} {Name(port.Value.Mode!.Value)}";

    private static bool IsWeaker(PeerAuthenticationMode mode) => mode is PeerAuthenticationMode.Permissive or PeerAuthenticationMode.Disable;

    private static string Name(PeerAuthenticationMode mode) => mode.ToString().ToUpper(CultureInfo.InvariantCulture);

    private static Guard Destinations()
    {
        static string Plain(string policy) => Cel.Any(
            $"!({Cel.Has(policy, "tls", "mode")})",
            $"{policy}.tls.mode != 'DISABLE'");
        static string Skips(string policy) => $"!({Cel.Has(policy, "tls", "insecureSkipVerify")} && {policy}.tls.insecureSkipVerify)";
        static string Holds(string policy) => Cel.All(
            Plain(policy),
            Skips(policy),
            $"!has({policy}.portLevelSettings) || {policy}.portLevelSettings.all(port, {Cel.All(Plain("port"), Skips("port"))})");
        return new()
        {
            Name = "destination-rule",
            Description = "Nobody calls in plaintext, or without looking at the server's certificate.",
            Kinds = [new("networking.istio.io", "destinationrules", "DestinationRule")],
            Rules =
            [
                new(
                    Cel.All(
                        Cel.IfHas("object", ["spec", "trafficPolicy"], Holds("object.spec.trafficPolicy")),
                        Cel.IfHas(
                            "object",
                            ["spec", "subsets"],
                            $"object.spec.subsets.all(subset, !has(subset.trafficPolicy) || {Cel.All(Holds("subset.trafficPolicy"))})")),
                    "tls mode DISABLE sends plaintext and insecureSkipVerify trusts anybody: leave the tls block out, sidecars choose mutual TLS by themselves"),
            ],
        };
    }

    private static Guard Filters(RegionIntent intent) => new()
    {
        Name = "envoy-filter",
        Description = "No proxy of an application is configured by hand, past every policy.",
        Kinds = [new("networking.istio.io", "envoyfilters", "EnvoyFilter"), new("extensions.istio.io", "wasmplugins", "WasmPlugin")],
        Namespaces = [.. intent.Namespaces.Select(own => own.Name)],
        Rules =
        [
            new("false", "a proxy's own configuration can take its authorization away: say what you need in the stack file, or ask the platform's owners"),
        ],
    };
}
