using Infra.Settings;
using Trust;
using Trust.External;
using Trust.Hierarchy;
using Trust.Verification;
using Trust.X509;

namespace Infra.Planning;

/// <summary>Takes the certificates that somebody else signed from the settings, judges them, and says what is still to be signed.</summary>
internal static class ExternalPlanner
{
    /// <summary>A root with the certificate that the settings give it; as it is where they give none.</summary>
    public static RootPlan With(PlanningContext context, RootPlan root, RootSettings settings, SettingsPath path)
    {
        if (settings.CrossSignedBy is { } signer && context.Settings.Trust.Roots.TryGetValue(signer, out var other) && other.Certificate is not null)
        {
            context.Report.Add(path["crossSignedBy"], $"{signer} is external, so it cannot sign here", fix: "remove the key");
        }

        if (settings.Certificate is not { } pem)
        {
            return root;
        }

        foreach (var key in (string[])["lifetime", "key", "pathLength", "crossSignedBy"])
        {
            if (context.Report.Source.Has(path[key]))
            {
                context.Report.Add(path[key], "an external root has its own", fix: "remove the key");
            }
        }

        // Where the text is no certificate, the findings say so; until then the window of the settings stands in.
        return root with { ExternalCertificate = pem, Validity = Window(pem) ?? root.Validity };
    }

    /// <summary>An intermediate with the certificate that the settings give it; as it is under a root of the stack.</summary>
    public static IntermediatePlan With(PlanningContext context, IntermediatePlan plan, RootPlan? root, IntermediateSettings settings, SettingsPath path)
    {
        if (root?.ExternalCertificate is null)
        {
            if (settings.Certificates is not null)
            {
                context.Report.Add(path["certificates"], $"{root?.Name ?? "its root"} signs in the stack, so there is nothing to set", fix: "remove the key");
            }

            if (settings.Request is not null)
            {
                context.Report.Add(path["request"], $"{root?.Name ?? "its root"} signs in the stack, so nobody has to be asked", fix: "remove the key");
            }

            return plan;
        }

        if (settings.Request is { } request && (request < plan.Generation || (request == plan.Generation && settings.Certificates is not null)))
        {
            context.Report.Add(
                path["request"],
                $"generation {request} is {(request < plan.Generation ? "behind that of the region" : "signed already")}",
                $"above {plan.Generation}",
                "remove the key");
        }

        if ((plan.Use == IntermediateUse.Mesh ? settings.Certificates?.Mesh : settings.Certificates?.Workloads) is not { } chain)
        {
            return plan;
        }

        return plan with { ExternalChain = chain, Validity = Window(chain) ?? plan.Validity };
    }

    /// <summary>The intermediates whose requests are to be made, of every region under an external root.</summary>
    public static IEnumerable<IntermediatePlan> Requests(PlanningContext context, HierarchyPlan plan) =>
        from intermediate in plan.Intermediates
        where plan.Roots.Any(root => root.Name == intermediate.Root && root.ExternalCertificate is not null)
        let request = context.Settings.Regions[intermediate.Region].Intermediate.Request
        where request > intermediate.Generation || (request == intermediate.Generation && intermediate.ExternalChain is null)
        select intermediate with { Generation = request.Value, ExternalChain = null };

    /// <summary>What is wrong with the external certificates of a plan.</summary>
    public static IEnumerable<(SettingsPath Path, TrustFinding Finding)> Check(PlanningContext context, HierarchyPlan plan)
    {
        var at = new DateTimeOffset(context.Today, TimeOnly.MinValue, TimeSpan.Zero);
        foreach (var root in plan.Roots.Where(root => root.ExternalCertificate is not null))
        {
            foreach (var finding in ExternalCertificates.Check(root, root.Scope is not null, at))
            {
                yield return (SettingPaths.Trust["roots"][root.Name]["certificate"], finding);
            }
        }

        foreach (var intermediate in plan.Intermediates)
        {
            var path = SettingPaths.Regions[intermediate.Region]["intermediate"];
            var root = plan.Roots.FirstOrDefault(root => root.Name == intermediate.Root);
            var isRequested = context.Settings.Regions[intermediate.Region].Intermediate.Request == intermediate.Generation;
            if (plan.Awaits(intermediate) && !isRequested)
            {
                yield return (path["certificates"], new TrustFinding(
                    TrustRule.ExternalCertificateMissing,
                    intermediate.Name,
                    $"no certificate is set for {intermediate.Name}, and {intermediate.Root} is external",
                    $"set {path["request"]} to {intermediate.Generation}, have the requests of the output certificateRequests signed, and set the results here"));
            }
            else if (root is not null && intermediate.ExternalChain is not null)
            {
                foreach (var finding in ExternalCertificates.Check(intermediate, root, at))
                {
                    yield return (path["certificates"][intermediate.Use == IntermediateUse.Mesh ? "mesh" : "workloads"], finding);
                }
            }
        }
    }

    /// <summary>The window of the first certificate; null where there is none.</summary>
    private static Validity? Window(string pem) => CertificateReader.ReadPem(pem, "").Certificates is [var first, ..]
        ? new Validity(new DateTimeOffset(first.NotBefore), new DateTimeOffset(first.NotAfter))
        : null;
}
