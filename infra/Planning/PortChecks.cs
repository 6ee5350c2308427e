using System.Globalization;
using Components.Intent;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Checks the ports of a service, and finds the exceptions that they need.</summary>
internal static class PortChecks
{
    private const int FirstSidecarPort = 15000;
    private const int LastSidecarPort = 15090;

    /// <summary>The exceptions of the service's ports, by port name; null where a port does not deviate.</summary>
    public static IReadOnlyDictionary<string, PolicyException?> Check(PlanningContext context, ResolvedService service)
    {
        RefuseShared(context, service, "port", port => port.Port);
        RefuseShared(context, service, "targetPort", port => port.TargetPort ?? port.Port);
        var exceptions = new Dictionary<string, PolicyException?>(StringComparer.Ordinal);
        foreach (var (name, port) in service.Settings.Ports)
        {
            var path = service.Path["ports"][name];
            if (service.InMesh)
            {
                CheckSidecarPort(context, port, path);
            }
            else if (!service.InLinkerd)
            {
                CheckOutsideMesh(context, service, port, path);
            }

            exceptions.Add(name, Exception(context, service, name, port, path));
        }

        return exceptions;
    }

    private static PolicyException? Exception(
        PlanningContext context, ResolvedService service, string name, PortSettings port, SettingsPath path)
    {
        if (service.InMesh && port.Mode == MutualTlsMode.Strict && service.Namespace.Mode == MutualTlsMode.Disable)
        {
            context.Report.Add(
                path["mode"],
                "callers' sidecars look at the namespace's mode only, DISABLE, and would call this STRICT port in plaintext",
                "DISABLE");
        }

        if (service.InMesh && port.Mode is { } mode && mode > service.Namespace.Mode)
        {
            var deviation = $"mode {WireName.Of(mode)} is weaker than the namespace's {WireName.Of(service.Namespace.Mode)}";
            return context.Exceptions.Require(port.Exception, path["exception"], deviation);
        }

        if (port.Exception is not null && service.Settings.Callers.Any(caller => IsWithoutIdentity(caller, name, service)))
        {
            return context.Exceptions.Require(port.Exception, path["exception"], "a caller has no identity");
        }

        context.Exceptions.Refuse(port.Exception, path, "the port does not deviate from its namespace");
        return null;
    }

    private static bool IsWithoutIdentity(CallerSettings caller, string port, ResolvedService service) =>
        caller.From is Callers.Anyone or Callers.Prometheus
        && (caller.Ports?.Contains(port) ?? service.Settings.Ports.Count == 1);

    private static void CheckSidecarPort(PlanningContext context, PortSettings port, SettingsPath path)
    {
        if ((port.TargetPort ?? port.Port) is >= FirstSidecarPort and <= LastSidecarPort and var number)
        {
            context.Report.Add(
                path[port.TargetPort is null ? "port" : "targetPort"],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{number} is among the ports of Istio's sidecar, {FirstSidecarPort} to {LastSidecarPort}"),
                fix: "let the container listen elsewhere");
        }
    }

    private static void CheckOutsideMesh(PlanningContext context, ResolvedService service, PortSettings port, SettingsPath path)
    {
        if (port.Mode is not null)
        {
            context.Report.Add(path["mode"], "a service without a sidecar has no peer authentication", fix: "remove the key");
        }

        var speaks = service.Settings.Kind switch
        {
            ServerKind.Mesh => Enum.GetValues<PortProtocol>(),
            ServerKind.Https => [PortProtocol.Http],
            _ => [PortProtocol.Tcp, PortProtocol.Tls],
        };
        if (!speaks.Contains(port.Protocol))
        {
            var kind = WireName.Of(service.Settings.Kind);
            context.Report.Add(
                path["protocol"], $"a server of kind {kind} does not speak {WireName.Of(port.Protocol)}", string.Join(", ", speaks.Select(WireName.Of)));
        }
    }

    private static void RefuseShared(PlanningContext context, ResolvedService service, string key, Func<PortSettings, int> number)
    {
        var first = new Dictionary<int, string>();
        foreach (var (name, port) in service.Settings.Ports)
        {
            if (!first.TryAdd(number(port), name))
            {
                context.Report.Add(
                    service.Path["ports"][name][key],
                    string.Create(CultureInfo.InvariantCulture, $"{number(port)} is the {key} of {first[number(port)]} too"),
                    fix: "give each port a number of its own");
            }
        }
    }
}
