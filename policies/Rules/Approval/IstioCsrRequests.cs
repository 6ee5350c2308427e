using Manifests;
using Manifests.Apps.V1;
using Policies.Model;

namespace Policies.Rules.Approval;

/// <summary>What istio-csr asks for: a certificate for each workload of the mesh, in one namespace and of one issuer (cert-manager documentation, "istio-csr").</summary>
internal static class IstioCsrRequests
{
    private const string Chart = "cert-manager-istio-csr";
    private const string Whose = "istio-csr's service account";
    private const string DefaultNamespace = "istio-system";
    private const string DefaultIssuer = "istio-ca";

    /// <summary>What they are read from.</summary>
    public static IReadOnlyList<Input> Reads { get; } = [Input.Kind<Deployment>(), Input.Every];

    /// <summary>Each istio-csr, with the field that says whom it asks.</summary>
    public static IEnumerable<(Manifest Subject, string Field, RequestedCertificate Request)> Of(RuleView view) =>
        view.All<Deployment>().SelectMany(OfDeployment)
            .Concat(view.Installed.Where(own => own.Installation.Chart == Chart).Select(own => OfChart(own.Manifest, own.Installation)));

    private static IEnumerable<(Manifest Subject, string Field, RequestedCertificate Request)> OfDeployment(Manifest<Deployment> own)
    {
        var pod = own.Object.Spec?.Template?.Spec;
        foreach (var (index, container) in (pod?.Containers ?? []).Index())
        {
            if (container.Image?.Contains(Chart, StringComparison.Ordinal) == true)
            {
                yield return (own, $"spec.template.spec.containers[{index}].args", Request(
                    Argument("certificate-namespace"),
                    (Argument("issuer-group"), Argument("issuer-kind"), Argument("issuer-name")),
                    new(Whose, pod!.ServiceAccountName ?? "default", own.Namespace)));
            }

            string? Argument(string name) =>
                container.Args?.FirstOrDefault(argument => argument.StartsWith($"--{name}=", StringComparison.Ordinal))?[(name.Length + "--=".Length)..];
        }
    }

    /// <summary>github.com/cert-manager/istio-csr, deploy/charts/istio-csr/values.yaml.</summary>
    private static (Manifest Subject, string Field, RequestedCertificate Request) OfChart(Manifest own, HelmInstallation release)
    {
        var asked = Map(Map(release.Values["app"])["certmanager"]);
        var issuer = Map(asked["issuer"]);
        return (own, FieldPath.Key(release.Field, "app"), Request(
            Text(asked["namespace"]),
            (Text(issuer["group"]), Text(issuer["kind"]), Text(issuer["name"])),
            new(Whose, Chart, release.Namespace ?? "*")));
    }

    /// <summary>What it asks for is what the workloads ask of it: only who is asked is known.</summary>
    private static RequestedCertificate Request(string? @namespace, (string? Group, string? Kind, string? Name) issuer, Requester requester) => new(
        @namespace ?? DefaultNamespace,
        new() { SecretName = "", IssuerRef = new() { Name = issuer.Name ?? DefaultIssuer, Kind = issuer.Kind, Group = issuer.Group } },
        [requester],
        IsWhole: false);

    private static MapNode Map(Node? node) => node as MapNode ?? [];

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
