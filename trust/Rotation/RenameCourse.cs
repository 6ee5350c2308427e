using Trust.Bundles;
using Trust.Hierarchy;

namespace Trust.Rotation;

/// <summary>Accept the next name everywhere, issue it, forget the former one.</summary>
internal sealed class RenameCourse : RotationCourse
{
    private readonly string _region;
    private readonly TrustDomain _name;

    private RenameCourse(string region, TrustDomain name) => (_region, _name) = (region, name);

    internal static RenameCourse To(RotationGoal.RenameDomain goal, RotationState state)
    {
        RequireRegion(state, goal.Region);
        var scope = state.Scope(goal.Region);
        var others = state.Regions.Where(region => region != goal.Region).SelectMany(region => state.Scope(region).TrustDomains).ToList();
        List<string> problems =
        [
            .. TrustDomainLint.Check([goal.Name, .. others])
                .Where(finding => finding.Subject == goal.Name.Name || finding.Message.Contains(goal.Name.Name, StringComparison.Ordinal))
                .Select(finding => finding.ToString()),
        ];
        if (others.Contains(goal.Name))
        {
            problems.Add($"{goal.Name} is another region's trust domain; choose a name that no region has, had or is going to have");
        }

        if ((scope.Next is { } next && next != goal.Name) || (scope.Former is { } && scope.TrustDomain != goal.Name))
        {
            problems.Add($"{goal.Region} is on its way to {scope.Next ?? scope.TrustDomain}; bring that to its end first");
        }

        if (scope.TrustDomain != goal.Name && state.Plan.RootsOf(goal.Region).FirstOrDefault(root => root.State.IsTrusted() && root.Scope is not null) is { } root)
        {
            problems.Add(
                $"{root.Name} is constrained to {root.Scope!.TrustDomain}, and no CA below it can sign for {goal.Name}; "
                + "add a region with the new trust domain and move the workloads, or share a root between the regions");
        }

        if (scope.TrustDomain != goal.Name && state.Plan.Beside.Any(beside => beside.Region == goal.Region && beside.Signer == BesideAuthority.Spire))
        {
            problems.Add(
                $"the SPIRE of {goal.Region} has one trust domain for its whole life, and no second one to accept meanwhile; "
                + "add a region with the new trust domain and move the workloads, or take mtls:platform.spire out first");
        }

        return problems.Count == 0 ? new RenameCourse(goal.Region, goal.Name) : throw new RotationRefusedException(problems);
    }

    /// <inheritdoc/>
    internal override RotationMove? Next(RotationState state, DateOnly day)
    {
        var (scope, generation) = (state.Scope(_region), NextGeneration(state, _region));
        return scope switch
        {
            { Next: null } when scope.TrustDomain != _name => new RotationMove.AnnounceDomain(_region, _name, generation, day),
            { Next: { } next } => new RotationMove.SwitchDomain(_region, scope.TrustDomain, next, generation, day),
            { Former: { } former } => new RotationMove.ForgetDomain(_region, former),
            _ => null,
        };
    }
}
