using Manifests;

namespace Policies.Rules.Certificates;

/// <summary>Several certificates in one <c>caCertificates[].pem</c>, of which Istio verifies the first.</summary>
internal sealed class SeveralRootsInOneEntry : ManifestRule
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS194",
        Level = FindingLevel.Warning,
        Title = "several roots in one entry",
        Remedy = "give each root an entry of its own in caCertificates",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var installation in view.Installations)
        {
            var roots = installation.Config["caCertificates"] as ListNode ?? [];
            for (var index = 0; index < roots.Count; index++)
            {
                var count = ((roots[index] as MapNode)?["pem"] as ScalarNode)?.Text.Split(Begin).Length - 1 ?? 0;
                if (count > 1)
                {
                    yield return Find(
                        installation.Subject,
                        installation.Node,
                        installation.FieldOf($"caCertificates[{index}]"),
                        $"caCertificates[{index}] holds {count} certificates, and Istio looks at the first of an entry only");
                }
            }
        }
    }
}
