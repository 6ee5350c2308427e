using System.Text.RegularExpressions;
using Manifests.StepIssuer.V1Beta1;

namespace Policies.Rules.Certificates;

/// <summary>A StepClusterIssuer that names its provisioner's key by something else than its thumbprint.</summary>
internal sealed partial class KeyIdIsNoThumbprint : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS697",
        Level = FindingLevel.Error,
        Title = "provisioner whose key is not found",
        Remedy = "state the thumbprint: step ca provisioner list | jq -r '.[].key.kid'",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<StepClusterIssuer>()];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var issuer in view.All<StepClusterIssuer>())
        {
            if (issuer.Object.Spec?.Provisioner.Kid is { } id && !Thumbprint().IsMatch(id))
            {
                yield return Find(
                    issuer,
                    "spec.provisioner.kid",
                    $"'{id}' is no thumbprint of a key (RFC 7638: 43 characters of base64url), and step-ca looks for the key by it: every request is refused");
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{43}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Thumbprint();
}
