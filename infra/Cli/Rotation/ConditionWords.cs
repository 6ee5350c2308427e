using System.Diagnostics;
using System.Globalization;
using Components.Intent;
using Components.Linkerd;
using Components.Monitoring;
using Components.Monitoring.Rules;
using Components.Pki;
using Components.Platform;
using Components.Spire;
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
    private const string NoSpireErrors = "sum(increase(" + SpireRules.FailedPreparations + "[30m])) == 0";

    /// <summary>The condition in a sentence without a full stop.</summary>
    public string Sentence(RotationCondition condition) => condition switch
    {
        RotationCondition.BundlesLoaded loaded => $"{(HasIstio ? "every istiod, " : "")}every proxy and every trust-manager has loaded {loaded.Root}",
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
            .. intent.Regions.SelectMany(region => Loaded(region, loaded.Root)),
            .. intent.Regions.Where(HasSpire).Select(region => LoadedBySpire(region.Region.Context, loaded.Root)),
            .. OfIstiod(Query("sum(increase(citadel_server_success_cert_issuance_count[1h]))", "at least the number of proxies: each asks anew when its roots change")),
            .. OfIstio(Query("sum(increase(pilot_sds_certificate_errors_total[1h])) == 0", null)),
        ],
        RotationCondition.NamesAccepted names =>
        [
            .. intent.Regions.Where(region => region.HasIstio).Select(region =>
                $"kubectl --context {ShellWord.Of(region.Region.Context)} -n {region.Mesh.RootNamespace} get configmap istio -o jsonpath='{{.data.mesh}}'"
                + $" | grep {names.Name}"),
            .. OfIstio(Query(NoFailures, null)),
        ],
        RotationCondition.LeavesExpired leaves => [.. leaves.Regions.SelectMany(IssuedSince), .. OfIstio(Query(NoFailures, null))],
        RotationCondition.LeavesReissued leaves =>
        [
            .. leaves.Regions.SelectMany(Reissue),
            .. leaves.Regions.SelectMany(IssuedSince),
            .. OfIstio(Query(NoFailures, null)),
        ],
        RotationCondition.RegionHealthy healthy =>
        [
            .. SignsWith(healthy.Region),
            .. OfIstiod(Query(NoSigningErrors, null)),
            .. intent.Regions.Any(HasSpire) ? [Query(NoSpireErrors, null)] : (string[])[],
            .. OfIstio(Query(NoFailures, null)),
        ],
        _ => throw new UnreachableException(),
    };

    private bool HasIstio => intent.Regions.Any(region => region.HasIstio);

    /// <summary>A query for series that only Istio has.</summary>
    private IEnumerable<string> OfIstio(string query) => HasIstio ? [query] : [];

    /// <summary>A query for series of an istiod that signs for its proxies.</summary>
    private IEnumerable<string> OfIstiod(string query) => intent.Regions.Any(region => region is { HasIstio: true, Mesh.IssuedByIstiod: true }) ? [query] : [];

    private static IEnumerable<string> Loaded(RegionIntent region, string root) => Loaded(region.Region.Context, region.HasIstio ? region.Mesh.RootNamespace : null, root)
        .Concat(region.HasLinkerd ? LoadedByLinkerd(region) : []);

    /// <summary>Linkerd's proxies are given their trust anchors when they start, and never again.</summary>
    private static IEnumerable<string> LoadedByLinkerd(RegionIntent region) =>
    [
        $"kubectl --context {ShellWord.Of(region.Region.Context)} wait bundle/{LinkerdNames.TrustRoots} --for=condition=Synced --timeout=5m",
        .. Restarts(region, [LinkerdNames.Namespace]),
        .. Restarts(region, region.Namespaces.Where(own => own.InLinkerd).Select(own => own.Name)),
    ];

    /// <summary>A pod with a certificate of autocert's knows one root: the one under which step-ca signed when it started.</summary>
    private static IEnumerable<string> Autocert(RegionIntent region) => Restarts(region, AutocertNames.Namespaces(region));

    private bool HasSpire(RegionIntent region) =>
        state.Signer(region.Region.Name, new SignerLine(IntermediateUse.Workloads, BesideAuthority.Spire)) is not null;

    /// <summary>SPIRE takes up a root of its Secret when it makes its next CA.</summary>
    private static string LoadedBySpire(string context, string root) =>
        $"kubectl --context {ShellWord.Of(context)} -n {SpireNames.ServerNamespace} exec spire-server-0 -c spire-server -- spire-server bundle show"
        + $" | openssl storeutl -noout -text -certs /dev/stdin | grep 'Subject:.*{root}'";

    private static IEnumerable<string> Restarts(RegionIntent region, IEnumerable<string> namespaces) =>
        namespaces.Select(name => $"kubectl --context {ShellWord.Of(region.Region.Context)} -n {name} rollout restart deployment,statefulset,daemonset");

    private static IEnumerable<string> Loaded(string context, string? istioNamespace, string root) =>
    [
        .. istioNamespace is null
            ? (string[])[]
            : [$"kubectl --context {ShellWord.Of(context)} -n {istioNamespace} get configmap istio-ca-root-cert -o jsonpath='{{.data.root-cert\\.pem}}'"
                + $" | openssl storeutl -noout -text -certs /dev/stdin | grep 'Subject:.*{root}'"],
        $"kubectl --context {ShellWord.Of(context)} wait bundle/{TrustBundle.Name} --for=condition=Synced --timeout=5m",
    ];

    private IEnumerable<string> Reissue(string region)
    {
        var context = intent.Regions.First(each => each.Region.Name == region).Region.Context;
        var own = intent.Regions.First(each => each.Region.Name == region);
        if (own.HasIstio)
        {
            yield return $"kubectl --context {ShellWord.Of(context)} get namespaces -l istio-injection=enabled -o name | cut -d/ -f2"
                + $" | xargs -n1 kubectl --context {ShellWord.Of(context)} rollout restart deployment,statefulset,daemonset -n";
        }

        foreach (var restart in Restarts(own, own.Namespaces.Where(each => each.InLinkerd).Select(each => each.Name)))
        {
            yield return restart;
        }

        yield return $"cmctl --context {ShellWord.Of(context)} renew --all --all-namespaces";
    }

    private IEnumerable<string> IssuedSince(string region)
    {
        var since = Epoch(state.Signer(region, IntermediateUse.Workloads).Validity.NotBefore);
        foreach (var check in SignsWith(region))
        {
            yield return check;
        }

        foreach (var restart in Autocert(intent.Regions.First(each => each.Region.Name == region)))
        {
            yield return restart;
        }

        yield return Query(
            $"min(certmanager_certificate_not_before_timestamp_seconds{{issuer_name=\"{WorkloadIssuer.Name}\"}} > 0) >= {since}", $"in {region}");
    }

    /// <summary>Whether every signer of a region has its present CA; a signer that keeps it in a Secret is asked by that.</summary>
    private IEnumerable<string> SignsWith(string region)
    {
        var own = intent.Regions.First(each => each.Region.Name == region);
        if (own.HasIstio)
        {
            var mesh = state.Signer(region, IntermediateUse.Mesh);
            yield return own.Mesh.IssuedByCertManager
                ? Held(own.Region.Context, own.Mesh.RootNamespace, MeshIssuer.Name, "tls.crt", "istio-csr", mesh)
                : Query($"citadel_server_cert_chain_expiry_timestamp == {Epoch(mesh.Validity.NotAfter)}", $"in {region}: istiod signs with its present CA");
        }

        foreach (var signer in state.Lines.Where(line => line.Signer is not null).Select(line => state.Signer(region, line)).OfType<IntermediatePlan>())
        {
            yield return signer.Signer switch
            {
                BesideAuthority.Step => Held(
                    own.Region.Context, PlatformNamespaceNames.StepCa, StepCaNames.CertificatesSecret, "intermediate_ca.crt", "step-ca", signer),
                BesideAuthority.Linkerd => Held(own.Region.Context, LinkerdNames.Namespace, LinkerdNames.IssuerSecret, "tls.crt", "Linkerd", signer),
                BesideAuthority.Spire => Held(own.Region.Context, SpireNames.ServerNamespace, SpireNames.UpstreamSecret, "tls.crt", "SPIRE", signer),
                _ => throw new UnreachableException(),
            };
        }
    }

    private static string Held(string context, string @namespace, string secret, string key, string who, IntermediatePlan signer) =>
        $"kubectl --context {ShellWord.Of(context)} -n {@namespace} get secret {secret} -o jsonpath='{{.data.{key.Replace(".", "\\.", StringComparison.Ordinal)}}}'"
        + $" | base64 -d | openssl x509 -noout -enddate  # {Instants.Write(signer.Validity.NotAfter)}: {who} signs with {signer.Name}";

    private static string Query(string promql, string? note) => $"promql: {promql}{(note is null ? "" : $"  # {note}")}";

    private static string Epoch(DateTimeOffset instant) => instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string And(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
