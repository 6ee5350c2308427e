using Manifests.Linkerd.Policy.V1Beta3;

namespace Policies.Linkerd;

/// <summary>An HTTPRoute of either group that a Server may have.</summary>
internal sealed record LinkerdRoute(string Group, ObjectReference Reference, SourceLocation? Source, string Namespace, HTTPRouteSpec Spec);
