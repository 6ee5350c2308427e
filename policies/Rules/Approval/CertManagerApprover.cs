using Manifests;
using Manifests.Apps.V1;
using Policies.Model;

namespace Policies.Rules.Approval;

/// <summary>cert-manager's controller, as a Deployment or as a chart's release: who it is, and whether it approves requests by itself.</summary>
/// <param name="Subject">The object that installs it.</param>
/// <param name="Field">The field that says whether it approves.</param>
/// <param name="Account">The service account with which it files the requests of Certificates.</param>
/// <param name="Approves">Whether its own approver is on, which approves everything that it may.</param>
internal sealed record CertManagerApprover(Manifest Subject, string Field, Requester Account, bool Approves)
{
    private const string Chart = "cert-manager";
    private const string Switch = "-certificaterequests-approver";
    private const string Whose = "cert-manager's service account";

    /// <summary>What it is found in.</summary>
    public static IReadOnlyList<Input> Reads { get; } = [Input.Kind<Deployment>(), Input.Every];

    /// <summary>The service account where the input does not have cert-manager: named by its chart, in whatever namespace.</summary>
    public static Requester Unknown { get; } = new(Whose, "*cert-manager", "*");

    /// <summary>The one of a cluster; null where the input has none.</summary>
    public static CertManagerApprover? Of(RuleView view) => view.All<Deployment>().Select(OfDeployment)
        .Concat(view.Installed.Where(own => own.Installation.Chart == Chart).Select(own => OfChart(own.Manifest, own.Installation)))
        .FirstOrDefault(own => own is not null);

    private static CertManagerApprover? OfDeployment(Manifest<Deployment> own)
    {
        var pod = own.Object.Spec?.Template?.Spec;
        foreach (var (index, container) in (pod?.Containers ?? []).Index())
        {
            if (container.Image?.Contains("cert-manager-controller", StringComparison.Ordinal) == true)
            {
                var isOff = container.Args?.Any(argument => argument.StartsWith("--controllers=", StringComparison.Ordinal)
                    && argument["--controllers=".Length..].Split(',').Contains(Switch)) == true;
                return new(
                    own, $"spec.template.spec.containers[{index}].args", new(Whose, pod!.ServiceAccountName ?? "default", own.Namespace), Approves: !isOff);
            }
        }

        return null;
    }

    /// <summary>github.com/cert-manager/cert-manager, deploy/charts/cert-manager/values.yaml.</summary>
    private static CertManagerApprover OfChart(Manifest own, HelmInstallation release)
    {
        var account = ((release.Values["serviceAccount"] as MapNode)?["name"] as ScalarNode)?.Text;
        return new(
            own,
            FieldPath.Key(release.Field, "disableAutoApproval"),
            new(Whose, account ?? "*cert-manager", release.Namespace ?? "*"),
            Approves: (release.Values["disableAutoApproval"] as ScalarNode)?.Text != "true");
    }
}
