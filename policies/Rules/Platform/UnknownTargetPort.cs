using Manifests.Core.V1;
using Policies.Model;

namespace Policies.Rules.Platform;

/// <summary>A Service's target port that its pods do not have.</summary>
internal sealed class UnknownTargetPort : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS516",
        Level = FindingLevel.Error,
        Title = "Service for a port that no pod has",
        Remedy = "write a port, or the name of one, that the pods have",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Services, Input.Kind<Service>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var models = view.Services;
        foreach (var service in view.All<Service>())
        {
            if (models.Find(service.Name, service.Namespace) is not { Endpoints: { Count: > 0 } endpoints } model)
            {
                continue;
            }

            for (var index = 0; index < model.Ports.Count; index++)
            {
                var port = model.Ports[index];
                var lacking = endpoints.Where(pod => pod.Ports.Count > 0 && (port.TargetName is { } name
                    ? !pod.Ports.Any(own => own.Name == name)
                    : pod.DataPlane is not DataPlane.Gateway && !pod.Ports.Any(own => own.Number == (port.Target ?? port.Number)))).ToList();
                if (lacking.Count == endpoints.Count)
                {
                    var target = port.TargetName is { } named ? $"'{named}'" : $"{port.Target ?? port.Number}";
                    yield return Find(
                        service,
                        $"spec.ports[{index}]",
                        $"{Words.List(lacking, pod => pod.Name)} declares no port {target}, but {Words.List(lacking[0].Ports, own => own.Name is null ? $"{own.Number}" : $"{own.Name} ({own.Number})")}");
                }
            }
        }
    }
}
