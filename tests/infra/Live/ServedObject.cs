using Manifests;
using Manifests.Validation;

namespace Tests.Infra.Live;

/// <summary>An object as an API server hands it out after it was created.</summary>
internal static class ServedObject
{
    /// <summary>The object with defaults, server-side metadata and, where its controller reports one, a good condition.</summary>
    public static MapNode Of(MapNode manifest)
    {
        var served = SchemaDefaults.Fill(manifest);
        var metadata = new MapNode();
        foreach (var entry in (MapNode)served["metadata"]!)
        {
            metadata.Add(entry);
        }

        metadata.Add("uid", "5a0c8e1c-0000-4000-8000-000000000000");
        metadata.Add("resourceVersion", "4711");
        metadata.Add("creationTimestamp", "2026-11-01T00:00:00Z");
        metadata.Add("managedFields", new ListNode([new MapNode { new("manager", "pulumi-kubernetes") }]));
        served["metadata"] = metadata;

        var condition = (served["kind"] as ScalarNode)?.AsString switch
        {
            "Certificate" or "ClusterIssuer" or "Issuer" => "Ready",
            "Bundle" => "Synced",
            _ => null,
        };
        if (condition is not null)
        {
            served["status"] = new MapNode
            {
                new("conditions", new ListNode([new MapNode { new("type", condition), new("status", "True"), new("reason", "Issued") }])),
                new("renewalTime", "2026-12-15T00:00:00Z"),
                new("notAfter", "2027-01-15T00:00:00Z"),
            };
        }

        return served;
    }
}
