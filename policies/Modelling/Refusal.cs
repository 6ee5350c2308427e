using Manifests;
using Manifests.Networking.V1;
using Manifests.Validation;
using Policies.Istio.Validation;
using Policies.Model;
using Policies.Network;

namespace Policies.Modelling;

/// <summary>Why an object is not in force although it is written: the API server or Istio's webhook refuses it, or istiod does not read it.</summary>
internal static class Refusal
{
    private const string DefaultRevision = "default";

    /// <summary>The kinds that keep callers out, so that one that is not in force lets them in, and those that say where calls go.</summary>
    private static readonly HashSet<string> Deciding = new(
        [
            "AuthorizationPolicy", "PeerAuthentication", "RequestAuthentication", "NetworkPolicy",
            "Server", "ServerAuthorization", "MeshTLSAuthentication", "NetworkAuthentication",
            "DestinationRule", "VirtualService", "Gateway", "Sidecar", "ServiceEntry", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute",
        ],
        StringComparer.Ordinal);

    /// <summary>The first reason to refuse it, in words; null where there is none, where it decides about no call, and for what has been in a cluster already.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="record">The object's record, where it has been read; null to read it where it is needed.</param>
    /// <param name="errors">What its schema says.</param>
    /// <param name="problems">What Istio's webhook says.</param>
    internal static string? Of(MapNode manifest, KubernetesObject? record, IReadOnlyList<SchemaError> errors, IReadOnlyList<ValidationProblem> problems) =>
        !Deciding.Contains(Text(manifest["kind"])) || (manifest["metadata"] as MapNode)?["uid"] is not null ? null
        : errors.Where(error => error.Kind is SchemaErrorKind.UnknownVersion || error.Path.StartsWith("spec", StringComparison.Ordinal))
            .Where(error => error.Kind is not (SchemaErrorKind.UnknownField or SchemaErrorKind.WrongType or SchemaErrorKind.NotInEnum))
            .Select(error => error.Path.Length > 0 ? $"{error.Path}: {error.Message}" : error.Message)
            .FirstOrDefault()
        ?? problems.Where(problem => !problem.IsWarning).Select(problem => problem.ToString()).FirstOrDefault()
        ?? OfNetwork(manifest, record);

    /// <summary>
    /// The label of an object of Istio's that only the istiods of one revision read (<c>ObjectInRevision</c>); null where all read it, or those of the
    /// revision that is installed without a name.
    /// </summary>
    internal static string? RevisionOf(MapNode manifest) =>
        Text(manifest["apiVersion"]).Contains(".istio.io/", StringComparison.Ordinal)
        && (manifest["metadata"] as MapNode)?["labels"] is MapNode labels
        && Text(labels[WellKnownLabels.Revision]) is { Length: > 0 } revision
        && revision != DefaultRevision
            ? $"{WellKnownLabels.Revision}: {revision}"
            : null;

    private static string? OfNetwork(MapNode manifest, KubernetesObject? record) =>
        Text(manifest["kind"]) == nameof(NetworkPolicy)
        && (record ?? KubernetesObject.Read(manifest)) is NetworkPolicy policy
        && NetworkPolicyFaults.Of(policy) is [var (path, message), ..]
            ? $"{path}: {message}"
            : null;

    private static string Text(Node? node) => (node as ScalarNode)?.AsString ?? "";
}
