using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Rules.Traffic;

/// <summary>A host that is no service: a short name in another namespace, or one with a dot that is not complete.</summary>
internal sealed class UnknownHost : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS405",
        Level = FindingLevel.Error,
        Title = "rule for a host that is no service",
        Remedy = "write the service's full name",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<DestinationRule>(), Input.Kind<VirtualService>(), Input.Services, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var rule in view.All<DestinationRule>())
        {
            if (rule.Object.Spec?.Host is { Length: > 0 } host && Problem(view, host, rule.Namespace) is { } problem)
            {
                yield return Find(rule, "spec.host", $"{problem}, so the rule changes nothing", Fix(view, host));
            }
        }

        foreach (var service in view.All<VirtualService>())
        {
            foreach (var (path, destination) in Destinations.Of(service))
            {
                if (destination.Host is { Length: > 0 } host && Problem(view, host, service.Namespace) is { } problem)
                {
                    yield return Find(service, $"{path}.host", $"{problem}, so requests get an error", Fix(view, host));
                }
            }
        }
    }

    /// <summary>Why a host leads nowhere; null where it leads somewhere, or where that cannot be known.</summary>
    private static string? Problem(RuleView view, string host, string @namespace)
    {
        var full = view.Services.Qualify(host, @namespace);
        if (full.StartsWith('*') || view.Services.Find(full) is not null || Covered(view, full))
        {
            return null;
        }

        var parts = host.Split('.');
        var suffix = $".svc.{view.Mesh.ClusterDomain}";
        return parts.Length == 1 ? view.Services.Knows(@namespace) ? $"'{host}' means {full}, and there is no such service" : null
            : host.EndsWith(suffix, StringComparison.Ordinal) ? view.Services.Knows(parts[1]) ? $"there is no service {host}" : null
            : parts.Length <= 3 && view.Services.Find(parts[0], parts[1]) is { } meant ? $"'{host}' is taken as it is and not for {meant.Host}"
            : null;
    }

    /// <summary>Whether a ServiceEntry with a wildcard covers a host.</summary>
    private static bool Covered(RuleView view, string host)
    {
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
        {
            if (view.Services.Find($"*{host[dot..]}") is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Fix(RuleView view, string host)
    {
        var parts = host.Split('.');
        var meant = parts.Length > 1 ? view.Services.Find(parts[0], parts[1]) : null;
        meant ??= view.Services.All.FirstOrDefault(service => service.Registry == ServiceRegistry.Kubernetes && service.Name == parts[0]);
        return meant is null ? null : $"write {meant.Host}";
    }
}
