using Manifests.Apps.V1;
using Policies.Rules.Platform;

namespace Policies.Rules.Approval;

/// <summary>What the volumes of cert-manager's CSI driver ask for (cert-manager documentation, "csi-driver", "Supported Volume Attributes").</summary>
internal static class CsiRequests
{
    private const string Driver = "csi.cert-manager.io";
    private const string DefaultLife = "2160h";

    /// <summary>What they are read from.</summary>
    public static IReadOnlyList<Input> Reads { get; } = [Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>()];

    /// <summary>The volumes that ask, with the field of each.</summary>
    public static IEnumerable<(Manifest Subject, string Field, RequestedCertificate Request)> Of(RuleView view) =>
        from pod in PodTemplates.Of(view)
        from volume in (pod.Value.Spec?.Volumes ?? []).Index()
        let csi = volume.Item.Csi
        where csi is { Driver: Driver }
        let attributes = csi.VolumeAttributes
        where attributes?.ContainsKey($"{Driver}/issuer-name") == true
        select (
            pod.Key,
            $"spec.template.spec.volumes[{volume.Index}].csi.volumeAttributes",
            Request(pod.Key.Namespace, pod.Value.Spec!.ServiceAccountName ?? "default", attributes));

    private static RequestedCertificate Request(string @namespace, string account, IReadOnlyDictionary<string, string> attributes)
    {
        return new(
            @namespace,
            new()
            {
                SecretName = "",
                IssuerRef = new() { Name = Text("issuer-name")!, Kind = Text("issuer-kind"), Group = Text("issuer-group") },
                CommonName = Known("common-name").FirstOrDefault(),
                DnsNames = [.. Known("dns-names")],
                Uris = [.. Known("uri-sans")],
                IpAddresses = [.. Known("ip-sans")],
                Duration = Text("duration") ?? DefaultLife,
                IsCA = Text("is-ca") == "true",
                LiteralSubject = Text("literal-subject"),
            },
            // With --use-token-request the pod's own account files the request, otherwise the driver's.
            [new("the CSI driver's service account", "*csi-driver*", "*"), new("the pod's service account", account, @namespace)],
            IsWhole: false);

        string? Text(string attribute) => attributes.GetValueOrDefault($"{Driver}/{attribute}");

        // The driver puts the pod's values in; its name and UID are known when there is a pod.
        IEnumerable<string> Known(string attribute) => (Text(attribute) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.Replace("${POD_NAMESPACE}", @namespace, StringComparison.Ordinal).Replace("${SERVICE_ACCOUNT_NAME}", account, StringComparison.Ordinal))
            .Where(name => !name.Contains("${", StringComparison.Ordinal));
    }
}
