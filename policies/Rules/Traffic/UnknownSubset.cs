using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>A route to a subset that no DestinationRule defines.</summary>
internal sealed class UnknownSubset : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS413",
        Level = FindingLevel.Error,
        Title = "route to an unknown subset",
        Remedy = "define the subset in the host's DestinationRule, or mend its name",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<VirtualService>(), Input.Kind<DestinationRule>(), Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var subsets = view.All<DestinationRule>().ToLookup(rule => RuleHosts.Of(view, rule), StringComparer.OrdinalIgnoreCase);
        foreach (var service in view.All<VirtualService>())
        {
            foreach (var (path, destination) in Destinations.Of(service))
            {
                var host = view.Services.Qualify(destination.Host, service.Namespace);
                if (destination.Subset is { Length: > 0 } subset && view.Services.Find(host) is not null
                    && !subsets[host].Any(rule => rule.Object.Spec?.Subsets?.Any(known => known.Name == subset) == true))
                {
                    var known = subsets[host].SelectMany(rule => rule.Object.Spec?.Subsets ?? []).Select(other => other.Name).ToList();
                    yield return Find(
                        service, $"{path}.subset", $"no DestinationRule of {host} defines subset {subset}, so requests get an error{Manifests.DidYouMean.Suffix(subset, known)}");
                }
            }
        }
    }
}
