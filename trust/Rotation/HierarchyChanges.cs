using Trust.Hierarchy;
using Trust.X509;

namespace Trust.Rotation;

/// <summary>The changes of a plan that moves are made of.</summary>
internal static class HierarchyChanges
{
    /// <summary>The plan with one root changed.</summary>
    internal static HierarchyPlan WithRoot(this HierarchyPlan plan, string name, Func<RootPlan, RootPlan> change) =>
        plan.Roots.Any(root => root.Name == name)
            ? plan with { Roots = [.. plan.Roots.Select(root => root.Name == name ? change(root) : root)] }
            : throw new InvalidOperationException($"there is no root {name}");

    /// <summary>The plan with the names of one region changed.</summary>
    internal static HierarchyPlan WithScope(this HierarchyPlan plan, string region, Func<RegionScope, RegionScope> change) =>
        plan.WithIntermediates(region, intermediate => intermediate with { Scope = change(intermediate.Scope) });

    /// <summary>The plan in which a region signs with CAs of another generation, which live as long as those before them.</summary>
    internal static HierarchyPlan WithGeneration(
        this HierarchyPlan plan, string region, int generation, DateOnly notBefore, string? root, Func<RegionScope, RegionScope> scope) =>
        plan.WithIntermediates(region, intermediate => intermediate with
        {
            Generation = generation,
            Root = root ?? intermediate.Root,
            Validity = Window(notBefore, intermediate.Validity.Lifetime),
            Scope = scope(intermediate.Scope),
        });

    /// <summary>A window that begins with a day.</summary>
    internal static Validity Window(DateOnly notBefore, TimeSpan lifetime)
    {
        var start = Midnight(notBefore);
        return new Validity(start, start + lifetime);
    }

    internal static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static HierarchyPlan WithIntermediates(this HierarchyPlan plan, string region, Func<IntermediatePlan, IntermediatePlan> change) =>
        plan.Intermediates.Any(intermediate => intermediate.Region == region)
            ? plan with { Intermediates = [.. plan.Intermediates.Select(intermediate => intermediate.Region == region ? change(intermediate) : intermediate)] }
            : throw new InvalidOperationException($"there is no region {region}");
}
