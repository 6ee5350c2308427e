using System.Text;
using Components.Guards;
using Manifests.Admission.V1;
using Manifests.Meta.V1;

namespace Components.Platform;

/// <summary>The registration of autocert's webhook.</summary>
public static class AutocertWebhook
{
    /// <summary>Whether a pod asks for a certificate.</summary>
    internal static MatchCondition Asks { get; } = new()
    {
        Name = "asks-for-a-certificate",
        Expression = Cel.HasKey("object", ["metadata", "annotations"], AutocertNames.NameAnnotation),
    };

    /// <summary>The namespaces by the label that the API server itself sets: smallstep's own could be taken off one, or put on another.</summary>
    internal static LabelSelector Served(IReadOnlyList<string> namespaces) =>
        new() { MatchExpressions = [new() { Key = "kubernetes.io/metadata.name", Operator = "In", Values = [.. namespaces] }] };

    /// <summary>
    /// The registration. While autocert is down, a pod that asks for a certificate is refused, and does not start without one; pods that ask for none are
    /// not sent to it.
    /// </summary>
    /// <param name="namespaces">The namespaces that it serves.</param>
    /// <param name="bundle">The region's bundle in PEM, by which the API server checks it; of all roots, so that it holds through rotations.</param>
    public static MutatingWebhookConfiguration For(IReadOnlyList<string> namespaces, string bundle) => new()
    {
        Metadata = new() { Name = AutocertNames.Name, Labels = ObjectLabels.Common() },
        Webhooks =
        [
            new()
            {
                Name = AutocertNames.Label,
                // The only version that it answers in.
                AdmissionReviewVersions = ["v1beta1"],
                // It makes a Secret, also on a dry run, if it were asked then.
                SideEffects = "NoneOnDryRun",
                FailurePolicy = "Fail",
                TimeoutSeconds = 10,
                ClientConfig = new()
                {
                    CaBundle = Convert.ToBase64String(Encoding.UTF8.GetBytes(bundle)),
                    Service = new() { Name = AutocertNames.Name, Namespace = PlatformNamespaceNames.Autocert, Path = "/mutate" },
                },
                NamespaceSelector = Served(namespaces),
                MatchConditions = [Asks, new() { Name = "in-earnest", Expression = "!has(request.dryRun) || !request.dryRun" }],
                Rules = [new() { ApiGroups = [""], ApiVersions = ["v1"], Operations = ["CREATE"], Resources = ["pods"] }],
            },
        ],
    };
}
