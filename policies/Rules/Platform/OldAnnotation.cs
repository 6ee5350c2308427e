
namespace Policies.Rules.Platform;

/// <summary>Annotations that nothing reads any more, or that stand where nothing looks.</summary>
internal sealed class OldAnnotation : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS522",
        Level = FindingLevel.Warning,
        Title = "annotation without effect",
        Remedy = "write what the finding names",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Every];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var manifest in view.Every)
        {
            foreach (var key in manifest.Annotations.Keys)
            {
                if (Better(manifest.Kind, key) is { } better)
                {
                    yield return Find(manifest, FieldPath.Key("metadata.annotations", key), better.Key, better.Value);
                }
            }
        }
    }

    private static KeyValuePair<string, string>? Better(string kind, string key) => (kind, key) switch
    {
        ("Ingress", "kubernetes.io/ingress.class") =>
            KeyValuePair.Create("the annotation is replaced by a field since Kubernetes 1.18", "write spec.ingressClassName, or a Gateway of the Gateway API"),
        ("Service", "config.linkerd.io/skip-outbound-ports" or "config.linkerd.io/skip-inbound-ports") =>
            KeyValuePair.Create("Linkerd reads it on pods and namespaces, not on Services", "annotate the pod template of the traffic's source"),
        ("Namespace", "istio-injection" or "istio.io/dataplane-mode") => KeyValuePair.Create("Istio reads it as a label", "write it under labels"),
        _ => null,
    };
}
