using Trust.Bundles;
using Trust.Hierarchy;

namespace Trust.Rotation;

/// <summary>The trust of an environment at one point of a rotation: what its settings say, and how its control planes take up a change.</summary>
public sealed record RotationState
{
    /// <summary>Roots with their states, regions with their signers, generations, names and peers.</summary>
    public required HierarchyPlan Plan { get; init; }

    /// <summary>What a running istiod takes up.</summary>
    public IstiodReload Istiod { get; init; } = new();

    /// <summary>
    /// By region, <c>trustDomainAliases</c>: other trust domains that istiod treats as the region's own, inbound and in the names of servers. This
    /// program never sets them, because they erase the borders between regions; a state that has some can be judged all the same.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TrustDomain>> Aliases { get; init; } =
        new Dictionary<string, IReadOnlyList<TrustDomain>>();

    /// <summary>The regions.</summary>
    public IReadOnlyList<string> Regions => Plan.Regions;

    /// <summary>The CA that signs for a region: its highest generation.</summary>
    public IntermediatePlan Signer(string region, IntermediateUse use) =>
        Plan.Intermediates.Where(intermediate => intermediate.Region == region && intermediate.Use == use).MaxBy(intermediate => intermediate.Generation)
        ?? throw new ArgumentException($"region {region} has no CA for {use}");

    /// <summary>
    /// The region's own CA, by which its root and its generation are told: istiod's, or cert-manager's in a region without Istio. The two always move together.
    /// </summary>
    public IntermediatePlan Signer(string region) =>
        Signer(region, new SignerLine(IntermediateUse.Mesh, null)) ?? Signer(region, IntermediateUse.Workloads);

    /// <summary>The CA of a line that signs for a region: its highest generation; null where the region has none.</summary>
    public IntermediatePlan? Signer(string region, SignerLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Plan.Signers.Where(signer => signer.Region == region && signer.Use == line.Use && signer.Signer == line.Signer).MaxBy(signer => signer.Generation);
    }

    /// <summary>The lines of CAs that sign in any region: istiod's, cert-manager's, and those beside it.</summary>
    public IReadOnlyList<SignerLine> Lines => [.. Plan.Signers.Select(signer => new SignerLine(signer.Use, signer.Signer)).Distinct().OrderBy(line => line.Use).ThenBy(line => line.Signer, StringComparer.Ordinal)];

    /// <summary>The names of a region.</summary>
    public RegionScope Scope(string region) => Signer(region).Scope;

    /// <summary>A root by its name, or null.</summary>
    public RootPlan? Root(string name) => Plan.Roots.FirstOrDefault(root => root.Name == name);

    /// <summary>The roots of a region's bundle in their order.</summary>
    public IReadOnlyList<RootPlan> BundleOf(string region) => [.. BundlePlan.Of(Plan)[region].Select(name => Root(name)!)];

    /// <summary>The trust domains whose clients a region's servers accept: its own names, its aliases, and the names of the regions that it trusts.</summary>
    public IReadOnlyList<TrustDomain> AcceptedBy(string region) =>
    [
        .. Scope(region).TrustDomains
            .Concat(AliasesOf(region))
            .Concat(Regions.Where(caller => caller != region && Plan.Accepts(region, caller)).SelectMany(caller => Scope(caller).TrustDomains))
            .Distinct(),
    ];

    /// <summary>
    /// The trust domains in which a region's clients look for the identity of another region's servers: every name of that region, expanded with
    /// the aliases of the client's region.
    /// </summary>
    public IReadOnlyList<TrustDomain> ExpectedBy(string client, string server) =>
        [.. Scope(server).TrustDomains.Concat(AliasesOf(client)).Distinct()];

    private IReadOnlyList<TrustDomain> AliasesOf(string region) => Aliases.GetValueOrDefault(region) ?? [];
}
