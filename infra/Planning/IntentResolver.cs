using Components.Intent;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>
/// Turns the settings of an environment into its intent: follows every reference, fills in every default, and reports everything that does
/// not fit together. A pure function; the day is an argument because exceptions end.
/// </summary>
internal static class IntentResolver
{
    /// <summary>The intent of an environment; null where the report holds errors.</summary>
    public static EnvironmentIntent? Resolve(string environment, EnvironmentSettings settings, SettingsReport report, DateOnly today)
    {
        var context = new PlanningContext
        {
            Environment = environment,
            Settings = settings,
            Today = today,
            Report = report,
            Exceptions = new ExceptionRegister(settings.Exceptions, report, today),
            References = new References(report),
        };
        var regions = RegionResolver.Resolve(context);
        var accepted = TrustResolver.Resolve(context);
        var mesh = Mesh(context);
        var observability = new ObservabilityServices(context, mesh);
        var namespaces = observability.With(NamespaceResolver.Resolve(context, mesh));
        var services = observability.With(ServiceResolver.Resolve(context, namespaces));
        var portExceptions = services.ToDictionary(
            service => service.Key, service => PortChecks.Check(context, service.Value), StringComparer.Ordinal);
        foreach (var service in services.Values)
        {
            LinkerdChecks.CheckService(context, service);
        }

        var callResolver = new CallResolver(context, mesh, regions, accepted, services);
        ResolvedCall[] calls = [.. services.Values.SelectMany(service => callResolver.Resolve(service, portExceptions[service.Name]))];
        calls = [.. calls, .. observability.Calls(services, calls, regions)];
        var externals = new ExternalResolver(context, services).Resolve();
        var edge = EdgeResolver.Resolve(context);
        RevisionChecks.Check(context);

        SpreadChecks.Check(context, calls);
        IdentityChecks.CheckDefaults(context, services.Values);
        IdentityChecks.CheckServiceAccounts(context, services.Values, calls);
        IdentityChecks.CheckLabels(context, services.Values);
        var builder = new RegionIntentBuilder(
            environment, mesh, regions, accepted, [.. namespaces.Values], [.. services.Values], portExceptions, calls, externals, edge, observability);
        RegionIntent[] intents = [.. regions.Values.Select(builder.Build)];
        ServerChecks.Check(context, services, intents);
        AmbientChecks.Check(context, services, intents);
        CertificateWirings.Check(context, services, intents);
        ApproverChecks.Check(context, intents);
        AutocertChecks.Check(context, namespaces, intents);
        GuardChecks.Check(context);
        var (trust, findings) = TrustPlanner.Plan(context, intents, accepted, VerifierPlanner.Of(intents));
        LinkerdChecks.CheckRegions(context, services, intents, trust);
        SpireChecks.Check(context, trust, intents);
        var policies = FindingPolicies.Resolve(context);
        context.Exceptions.Close();
        var statements = Statements.Of(settings.Statements, report);
        StatementChecks.Check(context, statements, services);

        return report.IsClean
            ? new EnvironmentIntent
            {
                Today = today,
                Name = environment,
                Settings = settings,
                Trust = trust,
                Findings = findings,
                Policies = policies,
                Regions = intents,
                Statements = statements,
            }
            : null;
    }

    private static MeshOptions Mesh(PlanningContext context)
    {
        var (settings, path) = (context.Settings.Mesh, SettingPaths.Mesh);
        PolicyException? exception = null;
        if (settings.Mode == MutualTlsMode.Strict)
        {
            context.Exceptions.Refuse(settings.Exception, path, "the mesh is STRICT");
        }
        else
        {
            var deviation = $"mode {WireName.Of(settings.Mode)} is weaker than STRICT";
            exception = context.Exceptions.Require(settings.Exception, path["exception"], deviation);
        }

        return new MeshOptions
        {
            MeshId = settings.Id,
            Mode = settings.Mode,
            Exception = exception,
            MinimumTlsVersion = settings.MinimumTlsVersion,
            MonitoringNamespace = context.Settings.Monitoring.Namespace,
            IssuedByCertManager = context.Settings.Platform.IstioCsr is not null,
            IssuedBySpire = context.Settings.Platform.Spire?.Istio ?? false,
            WorkloadCertificateLifetime = context.Settings.Trust.Workloads.Lifetime,
        };
    }
}
