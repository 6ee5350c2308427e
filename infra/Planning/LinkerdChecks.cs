using Components.Intent;
using Components.Linkerd;
using Infra.Settings;
using Trust.Hierarchy;
using Trust.X509;

namespace Infra.Planning;

/// <summary>Reports what the settings ask of Linkerd's mesh that Linkerd cannot do.</summary>
internal static class LinkerdChecks
{
    /// <summary>Checks one entry of <c>callers</c> of a service in Linkerd's mesh, or of one that calls from there.</summary>
    public static void CheckCaller(PlanningContext context, ResolvedService service, ResolvedService source, IReadOnlyList<string> from, SettingsPath path)
    {
        if (service.InMesh && source.InLinkerd)
        {
            Foreign($"{source.Name} is in Linkerd's mesh and {service.Name} in Istio's");
        }
        else if (service.InLinkerd && source.InMesh)
        {
            Foreign($"{source.Name} is in Istio's mesh and {service.Name} in Linkerd's");
        }
        else if (service.InLinkerd && source.DataPlane is null)
        {
            context.Report.Add(
                path["from"],
                $"{source.Name} has no proxy of Linkerd's, so it calls without an identity",
                fix: $"give it one, or allow {Callers.Anyone} under an exception");
        }

        if (service.InLinkerd && service.Regions.Any(destination => from.Any(origin => origin != destination)))
        {
            context.Report.Add(
                path["regions"], $"{service.Name} is in Linkerd's mesh, which is linked to no other region's", fix: "remove the key, or give its namespace dataPlane: sidecar");
        }

        void Foreign(string what) => context.Report.Add(
            path["from"],
            $"{what}, and neither knows the identities of the other",
            fix: $"give both namespaces one dataPlane, or allow {Callers.Anyone} under an exception");
    }

    /// <summary>Checks what a service in Linkerd's mesh asks for that only Istio does.</summary>
    public static void CheckService(PlanningContext context, ResolvedService service)
    {
        if (!service.InLinkerd)
        {
            return;
        }

        if (service.Settings.ConnectionPool is not null)
        {
            context.Report.Add(service.Path["connectionPool"], $"{service.Name} is in Linkerd's mesh, which limits no connections", fix: "remove the key");
        }

        foreach (var (name, port) in service.Settings.Ports)
        {
            var path = service.Path["ports"][name];
            if (port.Mode is not null)
            {
                context.Report.Add(
                    path["mode"],
                    "peer authentication is Istio's: Linkerd's proxy takes mutual TLS and plaintext, and lets in by caller",
                    fix: $"remove the key; {Callers.Prometheus} and {Callers.Anyone} may call under an exception");
            }

            if ((port.TargetPort ?? port.Port) is var number && LinkerdNames.ProxyPorts.Contains(number))
            {
                context.Report.Add(
                    path[port.TargetPort is null ? "port" : "targetPort"],
                    $"{number} is a port of Linkerd's proxy ({string.Join(", ", LinkerdNames.ProxyPorts)})",
                    fix: "let the container listen elsewhere");
            }
        }
    }

    /// <summary>Checks the regions as a whole: what routes cannot say, ports that go past the proxy, and the root above the identity issuer.</summary>
    public static void CheckRegions(
        PlanningContext context, IReadOnlyDictionary<string, ResolvedService> services, IReadOnlyList<RegionIntent> regions, HierarchyPlan trust)
    {
        foreach (var region in regions.Where(region => region.HasLinkerd))
        {
            CheckRequests(context, services, region);
            CheckSkippedPorts(context, services, region);
            CheckRoot(context, region, trust);
        }
    }

    private static void CheckRequests(PlanningContext context, IReadOnlyDictionary<string, ResolvedService> services, RegionIntent region)
    {
        foreach (var problem in PortProblems.Of(region))
        {
            var service = services[problem.Service];
            var index = service.Settings.Callers.ToList().FindIndex(caller => caller.From == problem.Caller);
            var path = service.Path["callers"][index]["paths"];
            if (!context.Report.IsWrong(path))
            {
                context.Report.Add(path, problem.Message);
            }
        }
    }

    /// <summary>A port goes past the proxy for a whole namespace, whoever is called on it.</summary>
    private static void CheckSkippedPorts(PlanningContext context, IReadOnlyDictionary<string, ResolvedService> services, RegionIntent region)
    {
        foreach (var own in region.Namespaces.Where(own => own.InLinkerd))
        {
            var skipped = LinkerdEnrolment.SkippedPorts(region, own.Name);
            var calls =
                from workload in region.Workloads
                where workload.InLinkerd && workload.Namespace == own.Name
                from call in workload.Outbound
                where call.Kind == ServerKind.Mesh && (skipped.Contains(call.Port) || skipped.Contains(call.TargetPort))
                select (Caller: workload.Name, Call: call);
            foreach (var (caller, call) in calls)
            {
                context.Report.Add(
                    services[call.Name].Path["ports"][call.PortName],
                    $"{caller} calls it past its proxy, and so without an identity: namespace {own.Name} also calls a server outside the mesh on port {call.Port}",
                    fix: "give the port another number");
            }
        }
    }

    /// <summary>The identity issuer is signed in this process, with names of its own, by a key that Linkerd's proxies can check.</summary>
    private static void CheckRoot(PlanningContext context, RegionIntent region, HierarchyPlan trust)
    {
        var signer = trust.Intermediates.FirstOrDefault(intermediate => intermediate.Region == region.Region.Name)?.Root;
        if (trust.Roots.FirstOrDefault(root => root.Name == signer) is not { } root)
        {
            return;
        }

        var path = SettingPaths.Trust["roots"][root.Name];
        if (root.ExternalCertificate is not null)
        {
            context.Report.Add(
                path,
                $"{root.Name} is external, and cannot sign Linkerd's identity issuer in region {region.Region.Name}",
                fix: "sign with a root of this stack");
        }
        else if (root.KeyAlgorithm != KeyAlgorithm.EcdsaP256)
        {
            context.Report.Add(path["key"], $"Linkerd's proxies in region {region.Region.Name} check signatures of P-256 keys only", "P256");
        }

        if (root.Scope is not null)
        {
            context.Report.Add(
                path["region"],
                $"{root.Name} is constrained to Istio's names, which leaves none for Linkerd's identities in region {region.Region.Name}",
                fix: "use topology shared-root");
        }
    }
}
