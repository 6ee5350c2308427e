using System.Collections.ObjectModel;

namespace Trust.Hierarchy;

/// <summary>The whole CA hierarchy of an environment, from plain values alone.</summary>
public sealed record HierarchyPlan
{
    /// <summary>The environment's name, such as <c>prod</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The roots in the order of the bundles: a new one goes to the end.</summary>
    public required IReadOnlyList<RootPlan> Roots { get; init; }

    /// <summary>The intermediates of all regions.</summary>
    public required IReadOnlyList<IntermediatePlan> Intermediates { get; init; }

    /// <summary>The CAs beside cert-manager's, by region. They follow from its CA and are not among <see cref="Intermediates"/>.</summary>
    public IReadOnlyList<BesideAuthority> Beside { get; init; } = [];

    /// <summary>Every CA that signs in a region: the intermediates, each of cert-manager's followed by those beside it.</summary>
    public IEnumerable<IntermediatePlan> Signers => Intermediates.SelectMany(intermediate => intermediate.Use == IntermediateUse.Workloads
        ? Beside.Where(own => own.Region == intermediate.Region).Select(own => own.Of(intermediate)).Prepend(intermediate)
        : [intermediate]);

    /// <summary>
    /// The intermediates for which keys and signing requests are made, and nothing else yet: an external root is to sign them. A region whose
    /// own generation is among them has no CA, and so is not deployed.
    /// </summary>
    public IReadOnlyList<IntermediatePlan> Requests { get; init; } = [];

    /// <summary>Whether a region waits for its first certificates.</summary>
    public bool Awaits(string region) => Intermediates.Any(intermediate => intermediate.Region == region && Awaits(intermediate));

    /// <summary>Whether an intermediate stands under an external root that has not signed it yet.</summary>
    public bool Awaits(IntermediatePlan intermediate)
    {
        ArgumentNullException.ThrowIfNull(intermediate);
        return intermediate.ExternalChain is null
            && Roots.Any(root => root.Name == intermediate.Root && root.ExternalCertificate is not null);
    }

    /// <summary>How long a replaced CA may go on signing until every signer has reloaded; part of the overlap of two generations.</summary>
    public required TimeSpan ReloadDelay { get; init; }

    /// <summary>
    /// By region, the other regions whose workloads it accepts as callers. A region without an entry accepts those of every other region.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Trusts { get; init; } =
        ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>The regions that have an intermediate, in the order of the intermediates.</summary>
    public IReadOnlyList<string> Regions => [.. Intermediates.Select(intermediate => intermediate.Region).Distinct()];

    /// <summary>
    /// Whether a region's workloads accept callers of another region, by trust domain (<c>caCertificates[].trustDomains</c>). A region always
    /// accepts its own.
    /// </summary>
    public bool Accepts(string region, string caller) =>
        region == caller || !Trusts.TryGetValue(region, out var accepted) || accepted.Contains(caller);

    /// <summary>
    /// The roots in which the chains of a region's leaves end, ended or will end, in the order of the plan: those that serve its trust domain,
    /// whatever their state.
    /// </summary>
    public IEnumerable<RootPlan> RootsOf(string region) => Roots.Where(root => Intermediates.Any(intermediate =>
        intermediate.Region == region && (root.Serves(intermediate.Scope.TrustDomain) || intermediate.Root == root.Name)));
}
