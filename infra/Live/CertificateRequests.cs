using System.Globalization;
using Manifests;

namespace Infra.Live;

/// <summary>The requests by which cert-manager has certificates issued, and what keeps one from being answered.</summary>
internal static class CertificateRequests
{
    private const string NameKey = "cert-manager.io/certificate-name";
    private const string RevisionKey = "cert-manager.io/certificate-revision";

    /// <summary>The last request for a Certificate; null where there is none.</summary>
    /// <param name="requests">CertificateRequests.</param>
    /// <param name="namespace">The Certificate's namespace.</param>
    /// <param name="name">The Certificate's name.</param>
    public static MapNode? Last(IEnumerable<MapNode> requests, string? @namespace, string name) => requests
        .Where(request => Text(request["metadata"], "namespace") == @namespace && Annotation(request, NameKey) == name)
        .MaxBy(request => long.TryParse(Annotation(request, RevisionKey), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0);

    /// <summary>Why it is not answered; null where it is.</summary>
    public static string? Problem(MapNode request)
    {
        var (name, issuer) = (Text(request["metadata"], "name"), (request["spec"] as MapNode)?["issuerRef"]);
        return Conditions.Problem(request, "Denied") is null ? $"its CertificateRequest {name} was denied: {Message(request, "Denied")}"
            : Conditions.Problem(request, "Approved") is not null ? $"nobody has approved its CertificateRequest {name}: is there an approver for {Text(issuer, "kind") ?? "Issuer"} {Text(issuer, "name")}?"
            : Conditions.Problem(request, "Ready") is { } problem ? $"its CertificateRequest {name}: {problem}"
            : null;
    }

    private static string Message(MapNode request, string type) =>
        ((request["status"] as MapNode)?["conditions"] as ListNode)?.OfType<MapNode>().Where(condition => Text(condition, "type") == type).Select(condition => Text(condition, "message")).FirstOrDefault() ?? "";

    private static string? Annotation(MapNode manifest, string key) => Text((manifest["metadata"] as MapNode)?["annotations"], key);

    private static string? Text(Node? map, string key) => ((map as MapNode)?[key] as ScalarNode)?.Text;
}
