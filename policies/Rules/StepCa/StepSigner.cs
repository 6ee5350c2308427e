using Manifests.StepIssuer.V1Beta1;

namespace Policies.Rules.StepCa;

/// <summary>An issuer of step-issuer, of a namespace or of the cluster (step-issuer, api/v1beta1).</summary>
/// <param name="Subject">The object.</param>
/// <param name="Url">Where step-ca is called.</param>
/// <param name="CaBundle">The roots by which step-ca is checked: PEM in base64.</param>
/// <param name="Provisioner">The provisioner's name.</param>
/// <param name="KeyId">The provisioner's <c>kid</c>.</param>
/// <param name="Passwords">The fields that say where its password is, of which one is to be there.</param>
/// <param name="Secret">The Secret with the password, as namespace and name; null where it is elsewhere.</param>
internal sealed record StepSigner(
    Manifest Subject, string Url, string CaBundle, string Provisioner, string KeyId, IReadOnlyList<string> Passwords, (string Namespace, string Name)? Secret)
{
    /// <summary>What issuers are found in.</summary>
    public static IReadOnlyList<Input> Reads { get; } = [Input.Kind<StepClusterIssuer>(), Input.Kind<StepIssuer>()];

    /// <summary>The issuers of a cluster.</summary>
    public static IReadOnlyList<StepSigner> Of(RuleView view) =>
    [
        .. from issuer in view.All<StepClusterIssuer>()
           where issuer.Object.Spec is not null
           let provisioner = issuer.Object.Spec!.Provisioner
           select new StepSigner(
               issuer,
               issuer.Object.Spec!.Url,
               issuer.Object.Spec!.CaBundle,
               provisioner.Name,
               provisioner.Kid,
               Named(provisioner.PasswordRef is not null, provisioner.PasswordEnv, provisioner.PasswordFile),
               provisioner.PasswordRef is { } reference ? (reference.Namespace, reference.Name) : null),
        .. from issuer in view.All<StepIssuer>()
           where issuer.Object.Spec is not null
           let provisioner = issuer.Object.Spec!.Provisioner
           select new StepSigner(
               issuer,
               issuer.Object.Spec!.Url,
               issuer.Object.Spec!.CaBundle,
               provisioner.Name,
               provisioner.Kid,
               Named(provisioner.PasswordRef is not null, provisioner.PasswordEnv, provisioner.PasswordFile),
               provisioner.PasswordRef is { } reference ? (issuer.Namespace, reference.Name) : null),
    ];

    private static string[] Named(bool hasReference, string? environment, string? file) =>
    [
        .. hasReference ? (string[])["passwordRef"] : [],
        .. string.IsNullOrEmpty(environment) ? (string[])[] : ["passwordEnv"],
        .. string.IsNullOrEmpty(file) ? (string[])[] : ["passwordFile"],
    ];
}
