using System.Text.RegularExpressions;
using Manifests;
using Manifests.ApproverPolicy.V1Alpha1;
using Manifests.CertManager.V1;
using Manifests.Rbac.V1;

namespace Tests.Components.Guards;

/// <summary>
/// What approver-policy decides about a request, written as the Certificate for which cert-manager would file it (cert-manager documentation, "Approver
/// Policy"): the policies whose selectors fit and which the requester may use; one that permits approves, none of them denies, none at all leaves it undecided.
/// </summary>
internal sealed class Approver(IReadOnlyList<KubernetesObject> objects, string @namespace = "cert-manager", string account = "cert-manager")
{
    /// <summary>Whether the request is approved; null where nobody decides.</summary>
    public bool? Approves(Certificate certificate)
    {
        CertificateRequestPolicy[] fitting = [.. objects.OfType<CertificateRequestPolicy>().Where(policy => MayUse(policy) && Selects(policy.Spec.Selector, certificate))];
        return fitting.Length == 0 ? null : fitting.Any(policy => Permits(policy.Spec, certificate));
    }

    private bool MayUse(CertificateRequestPolicy policy) => objects.OfType<ClusterRoleBinding>()
        .Where(binding => binding.Subjects!.Any(subject => subject.Kind == "ServiceAccount" && subject.Name == account && subject.Namespace == @namespace))
        .Any(binding => objects.OfType<ClusterRole>().Single(role => role.Metadata.Name == binding.RoleRef.Name).Rules!
            .Any(rule => rule.Verbs.Contains("use") && rule.ResourceNames!.Contains(policy.Metadata.Name!)));

    private static bool Selects(CertificateRequestPolicySelector selector, Certificate certificate) =>
        Matches(selector.IssuerRef!.Name!, certificate.Spec!.IssuerRef.Name)
        && Matches(selector.IssuerRef.Kind!, certificate.Spec.IssuerRef.Kind ?? "Issuer")
        && Matches(selector.IssuerRef.Group!, certificate.Spec.IssuerRef.Group ?? "cert-manager.io")
        && selector.Namespace!.MatchNames!.Any(name => Matches(name, certificate.Metadata.Namespace!));

    private static bool Permits(CertificateRequestPolicySpec policy, Certificate certificate)
    {
        var (allowed, spec) = (policy.Allowed!, certificate.Spec!);
        return Within(allowed.DnsNames?.Values, spec.DnsNames)
            && Within(allowed.Uris?.Values, spec.Uris)
            && Within(allowed.EmailAddresses?.Values, spec.EmailAddresses)
            && Within(allowed.IpAddresses?.Values, spec.IpAddresses)
            && Within(allowed.CommonName?.Value is { } name ? [name] : null, spec.CommonName is { } own ? [own] : null)
            && Within(allowed.Subject?.Organizations?.Values, spec.Subject?.Organizations)
            && Within(allowed.Subject?.OrganizationalUnits?.Values, spec.Subject?.OrganizationalUnits)
            && Within(allowed.Subject?.Countries?.Values, spec.Subject?.Countries)
            && Within(allowed.Subject?.SerialNumber?.Value is { } number ? [number] : null, spec.Subject?.SerialNumber is { } ownNumber ? [ownNumber] : null)
            && (spec.Usages ?? []).All(usage => allowed.Usages!.Any(permitted => permitted.ToString() == usage.ToString()))
            && (allowed.IsCA == true || spec.IsCA != true)
            && Within(policy.Constraints!, spec);
    }

    private static bool Within(CertificateRequestPolicyConstraints constraints, CertificateSpec spec) =>
        (constraints.MaxDuration is null || Hours(spec.Duration ?? "2160h") <= Hours(constraints.MaxDuration))
        && (spec.PrivateKey?.Algorithm ?? CertificateAlgorithm.Rsa).ToString() == constraints.PrivateKey!.Algorithm.ToString()
        && spec.PrivateKey!.Size >= constraints.PrivateKey.MinSize
        && spec.PrivateKey.Size <= constraints.PrivateKey.MaxSize;

    private static int Hours(string duration) => int.Parse(duration.TrimEnd('h'), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What a policy does not name may not be asked for.</summary>
    private static bool Within(IReadOnlyList<string>? patterns, IReadOnlyList<string>? values) =>
        (values ?? []).All(value => (patterns ?? []).Any(pattern => Matches(pattern, value)));

    private static bool Matches(string pattern, string value) =>
        Regex.IsMatch(value, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}\\z", RegexOptions.CultureInvariant);
}
