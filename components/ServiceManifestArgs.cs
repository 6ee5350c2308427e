using Manifests;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Components;

/// <summary>A Service record as Pulumi's arguments.</summary>
internal static class ServiceManifestArgs
{
    /// <summary>Takes every field over.</summary>
    /// <exception cref="ArgumentException">A field has no place.</exception>
    internal static ServiceArgs For(KubernetesObject manifest)
    {
        var fields = new ManifestFields(manifest);
        var args = new ServiceArgs { Metadata = ManifestMetadata.Take(manifest, fields) };
        if (fields.TakeNode("spec") is MapNode spec)
        {
            args.Spec = Spec(fields.Part(", spec", spec));
        }

        fields.EnsureAllTaken();
        return args;
    }

    private static ServiceSpecArgs Spec(ManifestFields fields)
    {
        var spec = new ServiceSpecArgs
        {
            ClusterIP = fields.TakeText("clusterIP"),
            ExternalName = fields.TakeText("externalName"),
            PublishNotReadyAddresses = fields.TakeBoolean("publishNotReadyAddresses"),
        };
        if (fields.TakeText("type") is { } type)
        {
            spec.Type = type;
        }

        if (fields.TakeTexts("selector") is { Count: > 0 } selector)
        {
            spec.Selector = selector;
        }

        if (fields.TakeNode("ports") is ListNode ports)
        {
            spec.Ports = ports.Cast<MapNode>().Select(port => Port(fields.Part(", spec.ports", port))).ToArray();
        }

        fields.EnsureAllTaken();
        return spec;
    }

    private static ServicePortArgs Port(ManifestFields fields)
    {
        var port = new ServicePortArgs
        {
            Name = fields.TakeText("name"),
            AppProtocol = fields.TakeText("appProtocol"),
            Protocol = fields.TakeText("protocol"),
            NodePort = fields.TakeInteger("nodePort"),
            Port = fields.TakeInteger("port")!,
        };
        if (fields.TakeNode("targetPort") is ScalarNode target)
        {
            port.TargetPort = TargetPort(target);
        }

        fields.EnsureAllTaken();
        return port;
    }

    private static InputUnion<int, string> TargetPort(ScalarNode target)
    {
        if (target.AsInteger is { } number)
        {
            return checked((int)number);
        }

        return target.AsString!;
    }
}
