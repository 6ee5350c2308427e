using System.Diagnostics;
using System.Globalization;
using Components.Monitoring;
using Components.Pki;
using Infra.Planning;
using Trust.Hierarchy;
using Trust.Rotation;

namespace Infra.Cli.Rotation;

/// <summary>Conditions of steps in words, with the commands and queries that show whether they have come true.</summary>
/// <remarks>
/// The metrics are istiod's (<c>citadel_*</c>, <c>pilot_*</c>; they have no suffix <c>_total</c> where none is written), cert-manager's, and the series
/// that this program's recording rules write.
/// </remarks>
internal sealed class ConditionWords(EnvironmentIntent intent, RotationState state)
{
    private const string NoFailures = "sum(" + Series.PeerVerificationFailed + ") == 0";
    private const string NoSigningErrors = "sum(increase(citadel_server_csr_sign_err_count[30m])) == 0";

    /// <summary>The condition in a sentence without a full stop.</summary>
    public static string Sentence(RotationCondition condition) => condition switch
    {
        RotationCondition.BundlesLoaded loaded => $"every istiod, every proxy and every trust-manager has loaded {loaded.Root}",
        RotationCondition.NamesAccepted names => $"every region accepts {names.Name}, and the CA of {names.Region} may sign for it",
        RotationCondition.LeavesExpired leaves => $"every certificate of {And(leaves.Regions)} that an earlier CA signed has expired",
        RotationCondition.LeavesReissued leaves => $"every certificate of {And(leaves.Regions)} has been issued anew by the present CAs",
        RotationCondition.RegionHealthy healthy => $"{healthy.Region} issues with its new CA, and no verification fails",
        _ => throw new UnreachableException(),
    };

    /// <summary>Commands for a shell, and queries for Prometheus, one line each.</summary>
    public IReadOnlyList<string> Checks(RotationCondition condition) => condition switch
    {
        RotationCondition.BundlesLoaded loaded =>
        [
            .. intent.Regions.SelectMany(region => Loaded(region.Region.Context, region.Mesh.RootNamespace, loaded.Root)),
            Query("sum(increase(citadel_server_success_cert_issuance_count[1h]))", "at least the number of proxies: each asks anew when its roots change"),
            Query("sum(increase(pilot_sds_certificate_errors_total[1h])) == 0", null),
        ],
        RotationCondition.NamesAccepted names =>
        [
            .. intent.Regions.Select(region =>
                $"kubectl --context {region.Region.Context} -n {region.Mesh.RootNamespace} get configmap istio -o jsonpath='{{.data.mesh}}' | grep {names.Name}"),
            Query(NoFailures, null),
        ],
        RotationCondition.LeavesExpired leaves => [.. leaves.Regions.SelectMany(IssuedSince), Query(NoFailures, null)],
        RotationCondition.LeavesReissued leaves =>
        [
            .. leaves.Regions.SelectMany(Reissue),
            .. leaves.Regions.SelectMany(IssuedSince),
            Query(NoFailures, null),
        ],
        RotationCondition.RegionHealthy healthy => [SignsWith(healthy.Region), Query(NoSigningErrors, null), Query(NoFailures, null)],
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<string> Loaded(string context, string istioNamespace, string root) =>
    [
        $"kubectl --context {context} -n {istioNamespace} get configmap istio-ca-root-cert -o jsonpath='{{.data.root-cert\\.pem}}'"
        + $" | openssl storeutl -noout -text -certs /dev/stdin | grep 'Subject:.*{root}'",
        $"kubectl --context {context} wait bundle/{TrustBundle.Name} --for=condition=Synced --timeout=5m",
    ];

    private IEnumerable<string> Reissue(string region)
    {
        var context = intent.Regions.First(each => each.Region.Name == region).Region.Context;
        yield return $"kubectl --context {context} get namespaces -l istio-injection=enabled -o name | cut -d/ -f2"
            + $" | xargs -n1 kubectl --context {context} rollout restart deployment,statefulset,daemonset -n";
        yield return $"cmctl --context {context} renew --all --all-namespaces";
    }

    private IEnumerable<string> IssuedSince(string region)
    {
        var since = Epoch(state.Signer(region, IntermediateUse.Workloads).Validity.NotBefore);
        yield return SignsWith(region);
        yield return Query(
            $"min(certmanager_certificate_not_before_timestamp_seconds{{issuer_name=\"{WorkloadIssuer.Name}\"}} > 0) >= {since}", $"in {region}");
    }

    private string SignsWith(string region) => Query(
        $"citadel_server_cert_chain_expiry_timestamp == {Epoch(state.Signer(region, IntermediateUse.Mesh).Validity.NotAfter)}",
        $"in {region}: istiod signs with its present CA");

    private static string Query(string promql, string? note) => $"promql: {promql}{(note is null ? "" : $"  # {note}")}";

    private static string Epoch(DateTimeOffset instant) => instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string And(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
