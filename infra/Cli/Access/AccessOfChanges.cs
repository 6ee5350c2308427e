using Infra.Cli.Snapshots;
using Infra.Planning;
using Policies.Model;

namespace Infra.Cli.Access;

/// <summary>What a plan's changes since a snapshot mean for who can call whom.</summary>
internal static class AccessOfChanges
{
    /// <summary>The API groups whose objects decide about access, the core group for Services and namespaces among them.</summary>
    private static readonly HashSet<string> Groups =
        ["", "apps", "batch", "security.istio.io", "networking.istio.io", "networking.k8s.io", "gateway.networking.k8s.io", "policy.linkerd.io"];

    /// <summary>Compares; null where nothing that decides about access changes, or where the baseline does not say enough.</summary>
    /// <param name="context">Where to say why nothing is compared.</param>
    /// <param name="against">The baseline as the user named it.</param>
    /// <param name="before">Its snapshot.</param>
    /// <param name="changes">What changes since.</param>
    /// <param name="plan">What is to be.</param>
    public static DifferenceReport? Compare(CliContext context, string against, Snapshot before, IReadOnlyList<EntryChange> changes, EnvironmentPlan plan)
    {
        var folder = context.Resolve(against);
        var file = Path.Combine(Directory.Exists(folder) ? folder : Path.GetDirectoryName(folder)!, AccessFile.Name);
        var known = plan.Regions.Select(PlanFleet.Known).ToList();
        if (!changes.Any(change => Groups.Contains(change.Entry.Group)) && File.Exists(file) && File.ReadAllText(file) == AccessFile.Write(known))
        {
            return null;
        }

        if (Read(file) is not { } clusters)
        {
            context.Console.Error.WriteLine($"the baseline has no {AccessFile.Name} that can be read, so access is not compared; 'infra render' writes one");
            return null;
        }

        return new DifferenceReport(FleetOf(before, clusters), PlanFleet.Of(plan));
    }

    private static IReadOnlyList<KnownCluster>? Read(string file)
    {
        try
        {
            return AccessFile.Read(File.ReadAllBytes(file), file) is { Error: null } reading ? reading.Clusters : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The fleet that the snapshot is of. What was held back decides about no access.</summary>
    private static Fleet FleetOf(Snapshot snapshot, IReadOnlyList<KnownCluster> clusters)
    {
        var entries = snapshot.Entries.Where(entry => entry is { IsRelease: false, HeldBack: false }).ToLookup(entry => entry.Region, entry => entry.Content);
        return new Fleet { Clusters = [.. clusters.Select(cluster => ManifestInventory.Read(entries[cluster.Region ?? ""], cluster))] };
    }
}
