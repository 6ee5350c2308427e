using System.Globalization;
using Manifests;
using Manifests.Istio.Security.V1;

namespace Tests.Components.Access;

/// <summary>
/// What a proxy does with a connection: PeerAuthentication composition, then the ALLOW policies that select it. Written from
/// Istio's semantics, not from the program's emitting code; anything that the program has no reason to emit is refused.
/// </summary>
internal sealed class ServerEvaluator(string rootNamespace, IReadOnlyList<KubernetesObject> objects)
{
    private readonly List<PeerAuthentication> _peerAuthentications = [.. objects.OfType<PeerAuthentication>()];
    private readonly ILookup<string, AuthorizationPolicy> _authorizations =
        objects.OfType<AuthorizationPolicy>().ToLookup(policy => policy.Metadata.Namespace!);

    /// <summary>Whether the proxy of a pod hands a request on to the application.</summary>
    public bool Accepts(Pod from, Pod to, int port, bool carriesHttp, HttpRequest? request)
    {
        var mode = Mode(to, port);
        var principal = mode is PeerAuthenticationMode.Disable ? null : from.Principal;
        return (mode is not PeerAuthenticationMode.Strict || principal is not null) && Authorizes(principal, to, port, carriesHttp, request);
    }

    /// <summary>Whether the authorization policies let a request through, whatever its transport.</summary>
    public bool Authorizes(string? principal, Pod to, int port, bool carriesHttp, HttpRequest? request)
    {
        List<AuthorizationPolicySpec> selecting = [.. _authorizations[rootNamespace]
            .Concat(to.Namespace == rootNamespace ? [] : _authorizations[to.Namespace])
            .Select(policy => policy.Spec!)
            .Where(spec => to.Has(spec.Selector?.MatchLabels))];
        return selecting.Count == 0
            || selecting.SelectMany(spec => spec.Rules ?? []).Any(rule => Matches(rule, principal, port, carriesHttp, request));
    }

    public PeerAuthenticationMode Mode(Pod pod, int port)
    {
        var workload = _peerAuthentications.Where(policy => policy.Metadata.Namespace == pod.Namespace
            && policy.Metadata.Namespace != rootNamespace
            && policy.Spec!.Selector?.MatchLabels is { Count: > 0 } labels
            && pod.Has(labels)).ToList();
        if (workload.Count > 1)
        {
            throw new InvalidOperationException($"more than one workload policy selects a pod of {pod.Namespace}; Istio uses only the oldest");
        }

        var onPort = workload.FirstOrDefault()?.Spec!.PortLevelMtls;
        return onPort is not null && onPort.TryGetValue(port.ToString(CultureInfo.InvariantCulture), out var own)
            ? own.Mode!.Value
            : WithoutSelector(pod.Namespace) ?? WithoutSelector(rootNamespace) ?? PeerAuthenticationMode.Permissive;
    }

    private PeerAuthenticationMode? WithoutSelector(string @namespace) => _peerAuthentications
        .SingleOrDefault(policy => policy.Metadata.Namespace == @namespace && policy.Spec!.Selector is null)?.Spec!.Mtls!.Mode;

    private static bool Matches(AuthorizationPolicyRule rule, string? principal, int port, bool carriesHttp, HttpRequest? request)
    {
        if (rule.When is not null || (!carriesHttp && rule.To!.Any(to => to.Operation is { Methods: not null } or { Paths: not null })))
        {
            return false;
        }

        return (rule.From is null || rule.From.Any(from => Matches(from.Source!, principal)))
            && (rule.To is null || rule.To.Any(to => Matches(to.Operation!, port, request)));
    }

    private static bool Matches(AuthorizationPolicySource source, string? principal) =>
        source.NotPrincipals is ["*"] ? principal is null : principal is not null && source.Principals!.Contains(principal);

    private static bool Matches(AuthorizationPolicyOperation operation, int port, HttpRequest? request) =>
        (operation.Ports is null || operation.Ports.Contains(port.ToString(CultureInfo.InvariantCulture)))
        && (operation.Methods is null || operation.Methods.Contains(request!.Method))
        && (operation.Paths is null || operation.Paths.Any(path => PathForm.Matches(path, request!.Path)));
}
