using Components.Intent;
using Components.Platform;
using Infra.Settings;
using Policies;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Verification.Verifiers;
using Trust.X509;

namespace Infra.Planning;

/// <summary>Plans the CA hierarchy from the settings, and reports at the settings what is wrong with it.</summary>
internal static class TrustPlanner
{
    /// <summary>
    /// How long a signer may go on with a CA that was replaced: kubelet's refresh of a mounted Secret and istiod's reload take minutes, and
    /// somebody has to notice when they do not happen.
    /// </summary>
    private static readonly TimeSpan ReloadDelay = TimeSpan.FromDays(1);

    /// <summary>The hierarchy of an environment, and what is to be said about it that does not stop a deployment.</summary>
    public static (HierarchyPlan Plan, IReadOnlyList<Finding> Findings) Plan(
        PlanningContext context,
        IReadOnlyList<RegionIntent> intents,
        IReadOnlyDictionary<string, IReadOnlyList<string>> accepted,
        IReadOnlyDictionary<string, IReadOnlyList<Verifier>> verifiers)
    {
        var subjects = new Dictionary<string, SettingsPath>(StringComparer.Ordinal);
        var regions = intents.ToDictionary(intent => intent.Region.Name, intent => intent.Region);
        RootPlan[] roots = [.. Roots(context, regions, subjects)];
        var plan = new HierarchyPlan
        {
            Environment = context.Environment,
            Roots = roots,
            Intermediates = [.. intents.SelectMany(intent => Intermediates(context, intent, roots, subjects))],
            ReloadDelay = ReloadDelay,
            Trusts = accepted,
        };
        plan = plan with { Requests = [.. ExternalPlanner.Requests(context, plan)] };
        CheckServers(context);
        CheckStepCa(context, plan);
        return (plan, Report(context, [.. Findings(context, plan, verifiers, subjects)]));
    }

    private static IEnumerable<(SettingsPath Path, TrustFinding Finding)> Findings(
        PlanningContext context,
        HierarchyPlan plan,
        IReadOnlyDictionary<string, IReadOnlyList<Verifier>> verifiers,
        Dictionary<string, SettingsPath> subjects)
    {
        foreach (var finding in HierarchyFindings.Check(plan).Concat(ConstraintFindings.Check(plan, verifiers)))
        {
            var concernsEveryRegion = finding.Rule == TrustRule.ActiveRoot && context.Settings.Trust.Topology == TrustTopology.SharedRoot;
            yield return (concernsEveryRegion ? SettingPaths.Trust["roots"] : subjects.GetValueOrDefault(finding.Subject, SettingPaths.Trust), finding);
        }

        foreach (var external in ExternalPlanner.Check(context, plan))
        {
            yield return external;
        }
    }

    /// <summary>Reports what no deployment may have as wrong settings, and hands back the rest.</summary>
    private static List<Finding> Report(PlanningContext context, IReadOnlyList<(SettingsPath Path, TrustFinding Finding)> findings)
    {
        var rest = new List<Finding>();
        foreach (var (path, finding) in findings)
        {
            if (TrustCatalogue.Of(finding.Rule).Level == FindingLevel.Error)
            {
                context.Report.Add(path, finding.Message, fix: finding.Remedy, code: finding.Rule.Code());
            }
            else
            {
                rest.Add(TrustCatalogue.Of(finding with { Line = null }, context.Report.Source.File, context.Report.Source.LineOf(path)));
            }
        }

        return rest;
    }

    private static IEnumerable<RootPlan> Roots(
        PlanningContext context, IReadOnlyDictionary<string, Region> regions, Dictionary<string, SettingsPath> subjects)
    {
        foreach (var (name, root) in context.Settings.Trust.Roots.OrderBy(root => root.Value.NotBefore))
        {
            var path = SettingPaths.Trust["roots"][name];
            subjects[name] = path;
            if (root.State == RootState.Gone && root.Region is { } former && !context.Settings.Regions.ContainsKey(former))
            {
                // The region was removed with its root. The entry stays, so that the name is not taken again.
                continue;
            }

            var plan = new RootPlan
            {
                Name = name,
                State = root.State,
                Validity = Window(root.NotBefore, root.Lifetime),
                KeyAlgorithm = root.Key,
                Scope = RegionOf(context, root, path, regions) is { } region ? Scope(region) with { Next = null, Former = null } : null,
                PathLength = root.PathLength,
                CrossSignedBy = root.CrossSignedBy,
            };
            yield return ExternalPlanner.With(context, plan, root, path);
        }
    }

    private static Region? RegionOf(
        PlanningContext context, RootSettings root, SettingsPath path, IReadOnlyDictionary<string, Region> regions)
    {
        Region? region = null;
        switch (context.Settings.Trust.Topology, root.Region)
        {
            case (TrustTopology.SharedRoot, not null):
                context.Report.Add(path["region"], "with topology shared-root a root belongs to every region", fix: "remove the key");
                break;
            case (TrustTopology.RootPerRegion, null):
                context.Report.Add(
                    path["region"], "missing: with topology root-per-region a root belongs to a region", string.Join(", ", regions.Keys));
                break;
            case (TrustTopology.RootPerRegion, { } name):
                context.References.TryFind(name, path["region"], "region", regions, SettingPaths.Regions, out region);
                break;
        }

        return region;
    }

    private static IEnumerable<IntermediatePlan> Intermediates(
        PlanningContext context, RegionIntent intent, IReadOnlyList<RootPlan> roots, Dictionary<string, SettingsPath> subjects)
    {
        var (region, trust) = (intent.Region, context.Settings.Trust);
        var settings = context.Settings.Regions[region.Name].Intermediate;
        var path = SettingPaths.Regions[region.Name]["intermediate"];
        subjects[region.TrustDomain.Name] = SettingPaths.Regions[region.Name]["trustDomain"];
        if (region.NextTrustDomain is { } next)
        {
            subjects[next.Name] = SettingPaths.Regions[region.Name]["nextTrustDomain"];
        }

        if (region.FormerTrustDomain is { } former)
        {
            subjects[former.Name] = SettingPaths.Regions[region.Name]["formerTrustDomain"];
        }

        if (settings.Root is { } named
            && !context.References.TryFind(named, path["root"], "root", trust.Roots, SettingPaths.Trust["roots"], out _))
        {
            yield break;
        }

        if ((settings.Root ?? Signer(roots, region)) is not { } signer)
        {
            yield break;
        }

        foreach (var use in Enum.GetValues<IntermediateUse>().Where(use => use != IntermediateUse.Mesh || intent.HasIstio))
        {
            var plan = new IntermediatePlan
            {
                Region = region.Name,
                Scope = use == IntermediateUse.Mesh ? Scope(region) : Scope(region) with { LimitsUris = true },
                Use = use,
                Generation = settings.Generation,
                Root = signer,
                Validity = Window(settings.NotBefore, settings.Lifetime ?? trust.Intermediates.Lifetime),
                KeyAlgorithm = trust.Intermediates.Key,
                LongestLeaf = use == IntermediateUse.Mesh ? trust.Workloads.Lifetime : trust.Servers.Lifetime,
                RenewBefore = trust.Intermediates.RenewBefore,
            };
            subjects[plan.Name] = path;
            yield return ExternalPlanner.With(context, plan, roots.FirstOrDefault(root => root.Name == signer), settings, path);
        }
    }

    /// <summary>
    /// The active root that serves the region. Where there is none, any root stands in: the findings on the hierarchy say what is wrong.
    /// Null where no root could be read.
    /// </summary>
    private static string? Signer(IReadOnlyList<RootPlan> roots, Region region)
    {
        var serving = roots.Where(root => root.Scope is null || root.Scope.TrustDomain == region.TrustDomain).ToArray();
        var active = serving.FirstOrDefault(root => root.State == RootState.Active);
        return (active ?? serving.Concat(roots).FirstOrDefault())?.Name;
    }

    private static void CheckServers(PlanningContext context)
    {
        var servers = context.Settings.Trust.Servers;
        if (servers.RenewBefore >= servers.Lifetime)
        {
            context.Report.Add(
                SettingPaths.Trust["servers"]["renewBefore"],
                $"{DurationText.Write(servers.RenewBefore)} before its end, a life of {DurationText.Write(servers.Lifetime)} has not begun",
                $"less than {DurationText.Write(servers.Lifetime)}");
        }

        if (context.Settings.Platform.StepCa is { } stepCa && servers.Lifetime > stepCa.LongestLeaf)
        {
            context.Report.Add(
                SettingPaths.Trust["servers"]["lifetime"],
                $"step-ca issues these certificates, and would refuse a life of {DurationText.Write(servers.Lifetime)}",
                $"at most {DurationText.Write(stepCa.LongestLeaf)}",
                "shorten it and renewBefore, or raise mtls:platform.stepCa.longestLeaf");
        }
    }

    /// <summary>
    /// step-ca's intermediate is signed in this process: an external root would have to be asked for a certificate of its own. Copies of its database
    /// have to lie elsewhere than the database.
    /// </summary>
    private static void CheckStepCa(PlanningContext context, HierarchyPlan plan)
    {
        if (context.Settings.Platform.StepCa is not null
            && plan.Roots.FirstOrDefault(root =>
                root.ExternalCertificate is not null && plan.Intermediates.Any(intermediate => intermediate.Root == root.Name)) is { } external)
        {
            context.Report.Add(
                SettingPaths.Platform["stepCa"],
                $"the root {external.Name} is external, and cannot sign step-ca's intermediate",
                fix: "remove the key, or sign with a root of this stack");
        }

        if (context.Settings.Platform.StepCa?.Backup is { Claim: StepCaNames.DatabaseClaim })
        {
            context.Report.Add(
                SettingPaths.Platform["stepCa"]["backup"]["claim"],
                $"{StepCaNames.DatabaseClaim} is the database's own, so what takes the database takes its copies",
                fix: "name a claim on other storage, which you make in the namespace step-ca");
        }
    }

    private static RegionScope Scope(Region region) => new(region.TrustDomain, DnsName.Parse(region.ClusterDomain))
    {
        Next = region.NextTrustDomain,
        Former = region.FormerTrustDomain,
        LimitsUris = !region.IsAmbient,
    };

    /// <summary>A window that begins with a day and ends a second before the same time of its last day.</summary>
    private static Validity Window(DateOnly notBefore, TimeSpan lifetime)
    {
        var start = new DateTimeOffset(notBefore, TimeOnly.MinValue, TimeSpan.Zero);
        return new Validity(start, start + lifetime - TimeSpan.FromSeconds(1));
    }
}
