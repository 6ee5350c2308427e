using Components.Intent;
using Components.Workloads;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>How the pods of services get their certificates, and what of it cannot be.</summary>
internal static class CertificateWirings
{
    private static readonly CertificateWiring Defaults = new();

    /// <summary>The wiring that a service asks for.</summary>
    public static CertificateWiring Of(ServiceSettings service) => service.Certificate is not { } settings ? Defaults : new()
    {
        Delivery = settings.Delivery,
        Folder = settings.Folder ?? (settings.Delivery is CertificateDelivery.SpiffeCsi && service.Kind is ServerKind.Mesh ? "/spiffe-workload-api" : Defaults.Folder),
        Variables = new()
        {
            Certificate = settings.Variables?.Certificate ?? Defaults.Variables.Certificate,
            Key = settings.Variables?.Key ?? Defaults.Variables.Key,
            TrustBundle = settings.Variables?.TrustBundle ?? Defaults.Variables.TrustBundle,
        },
        Reload = settings.Reload is { } reload ? new ReloadSignal(reload.Signal, reload.ProcessIdFile) : null,
    };

    /// <summary>Checks the services of all regions.</summary>
    public static void Check(PlanningContext context, IReadOnlyDictionary<string, ResolvedService> services, IEnumerable<RegionIntent> regions)
    {
        List<Workload> workloads = [.. regions.SelectMany(region => region.Workloads)];
        var holders = workloads.Where(PodCertificates.AreNeededBy).Select(workload => workload.Name).ToHashSet();
        var bySubject = workloads.ToLookup(
            workload => workload.Name, workload => workload.Outbound.FirstOrDefault(call => call.Kind is ServerKind.Postgres or ServerKind.Https));
        foreach (var service in services.Values)
        {
            CheckReplicas(context, service);
            if (service.Settings.Certificate is { } settings && !context.Report.IsWrongWithin(service.Path["certificate"]))
            {
                Check(context, service, settings, holders.Contains(service.Name));
                CheckSubject(context, service, settings, bySubject[service.Name].FirstOrDefault(call => call is not null));
            }
        }
    }

    /// <summary>SPIRE's certificates all have the same subject, and PostgreSQL and nginx look at nothing else.</summary>
    private static void CheckSubject(PlanningContext context, ResolvedService service, CertificateWiringSettings settings, OutboundCall? call)
    {
        if (settings.Delivery is CertificateDelivery.SpiffeCsi && call is not null)
        {
            context.Report.Add(
                service.Path["certificate"]["delivery"],
                $"{service.Name} calls {call.Name}, and a server of kind {WireName.Of(call.Kind)} knows its callers by the subject of their certificates, "
                + "which is the same in all of SPIRE's",
                "secret, csi, step-renew");
        }
    }

    private static void CheckReplicas(PlanningContext context, ResolvedService service)
    {
        var (settings, path) = (service.Settings, service.Path);
        if (settings.Replicas != 1 && (settings.Kind is not (ServerKind.Nats or ServerKind.Https) || settings.Image is null))
        {
            var reason = settings.Image is null ? "this program does not run its pods" : $"a server of kind {WireName.Of(settings.Kind)} has one pod";
            context.Report.Add(path["replicas"], reason, fix: "remove the key");
        }

        if (settings.Backend is not null && settings.Kind is not ServerKind.Https)
        {
            context.Report.Add(path["backend"], "only a server of kind https hands requests on", fix: "remove the key");
        }
    }

    private static void Check(PlanningContext context, ResolvedService service, CertificateWiringSettings settings, bool holdsCertificates)
    {
        var path = service.Path["certificate"];
        if (!holdsCertificates)
        {
            context.Report.Add(path, $"{service.Name} has no certificate but the mesh's: it calls no server outside the mesh", fix: "remove the key");
            return;
        }

        if (service.Settings.Image is null)
        {
            context.Report.Add(
                path,
                $"the pods of {service.Name} are deployed elsewhere, so nothing can be mounted into them from here",
                fix: "remove the key and mount the Secrets there, or name the image");
            return;
        }

        var isServer = service.Settings.Kind is not ServerKind.Mesh;
        Refuse(
            isServer && settings.Variables is not null,
            "variables",
            $"a server of kind {WireName.Of(service.Settings.Kind)} reads its paths from its configuration");
        Refuse(isServer && settings.Reload is not null, "reload", $"a server of kind {WireName.Of(service.Settings.Kind)} is told already");
        Refuse(
            settings.Delivery is CertificateDelivery.SpiffeCsi && settings.Reload is not null,
            "reload",
            "the Workload API tells its client of a new certificate by itself");
        CheckDelivery(context, settings.Delivery, path["delivery"]);

        void Refuse(bool condition, string key, string reason)
        {
            if (condition)
            {
                context.Report.Add(path[key], reason, fix: "remove the key");
            }
        }
    }

    private static void CheckDelivery(PlanningContext context, CertificateDelivery delivery, SettingsPath path)
    {
        switch (delivery)
        {
            case CertificateDelivery.StepRenew when context.Settings.Platform.StepCa is null:
                context.Report.Add(path, "there is no step-ca to renew at", fix: $"set {SettingPaths.Platform["stepCa"]}");
                break;
            case CertificateDelivery.Csi when context.Settings.Platform.CsiDriver is null:
                context.Report.Add(path, "there is no CSI driver to mount them", fix: $"set {SettingPaths.Platform["csiDriver"]}");
                break;
            case CertificateDelivery.SpiffeCsi when context.Settings.Platform.Spire is null:
                context.Report.Add(path, "there is no SPIRE behind the socket", fix: $"set {SettingPaths.Platform["spire"]}");
                break;
        }
    }
}
