using System.Text.Json.Nodes;

namespace Manifests.Generator.Importing;

/// <summary>Makes the snapshot of Kubernetes' own kinds from the definitions of its OpenAPI document.</summary>
internal static class KubernetesImporter
{
    internal const string Version = "v1.36.2";

    private const string ReferencePrefix = "#/definitions/";

    /// <summary>The document does not say which kinds live outside namespaces.</summary>
    private static readonly HashSet<string> ClusterScoped = new(StringComparer.Ordinal)
    {
        "CertificateSigningRequest", "ClusterRole", "ClusterRoleBinding", "ClusterTrustBundle", "ComponentStatus", "CustomResourceDefinition",
        "IPAddress", "IngressClass", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration", "Namespace",
        "Node", "PersistentVolume", "ServiceCIDR", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
        "ValidatingWebhookConfiguration",
    };

    /// <summary>Types of the Go API that marshal themselves, which the document describes loosely.</summary>
    private static readonly Dictionary<string, Func<JsonObject>> Marshalled = new(StringComparer.Ordinal)
    {
        ["api.resource.Quantity"] = () => new JsonObject { ["x-kubernetes-int-or-string"] = true, ["format"] = "quantity" },
        ["util.intstr.IntOrString"] = () => new JsonObject { ["x-kubernetes-int-or-string"] = true },
        ["runtime.RawExtension"] = () => new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true },
        ["meta.v1.FieldsV1"] = () => new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true },
        ["meta.v1.Time"] = () => new JsonObject { ["type"] = "string", ["format"] = "date-time", ["nullable"] = true },
        ["meta.v1.MicroTime"] = () => new JsonObject { ["type"] = "string", ["format"] = "date-time", ["nullable"] = true },
        ["apiextensions.v1.JSON"] = () => new JsonObject { ["x-kubernetes-preserve-unknown-fields"] = true },
        ["apiextensions.v1.JSONSchemaPropsOrArray"] = () => new JsonObject { ["x-kubernetes-preserve-unknown-fields"] = true },
        ["apiextensions.v1.JSONSchemaPropsOrBool"] = () => new JsonObject { ["x-kubernetes-preserve-unknown-fields"] = true },
        ["apiextensions.v1.JSONSchemaPropsOrStringArray"] = () => new JsonObject { ["x-kubernetes-preserve-unknown-fields"] = true },
    };

    internal static Snapshot Import(string path)
    {
        var document = JsonNode.Parse(File.ReadAllText(path))!["definitions"]!.AsObject();
        var definitions = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        var kinds = new List<JsonObject>();
        foreach (var (longName, definition) in document.OrderBy(definition => ShortName(definition.Key), StringComparer.Ordinal))
        {
            var name = ShortName(longName);
            if (Marshalled.ContainsKey(name))
            {
                continue;
            }

            definitions.Add(name, Resolve(SchemaTrimmer.Trim(definition!.AsObject())));
            if (KindOf(definition.AsObject()) is { } identity)
            {
                kinds.Add(new JsonObject
                {
                    ["group"] = (string)identity["group"]!,
                    ["version"] = (string)identity["version"]!,
                    ["kind"] = (string)identity["kind"]!,
                    ["namespaced"] = !ClusterScoped.Contains((string)identity["kind"]!),
                    ["served"] = true,
                    ["schema"] = new JsonObject { ["$ref"] = ReferencePrefix + name },
                });
            }
        }

        return new Snapshot("kubernetes", Version, kinds, definitions);
    }

    /// <summary>The group, version and kind of an object that can be stored; null for lists and for parts of objects.</summary>
    private static JsonObject? KindOf(JsonObject definition) =>
        definition["x-kubernetes-group-version-kind"] is JsonArray { Count: 1 } identities
        && definition["properties"]?["metadata"]?["$ref"] is { } metadata
        && ((string)metadata!).EndsWith(".ObjectMeta", StringComparison.Ordinal)
            ? identities[0]!.AsObject()
            : null;

    private static string ShortName(string name)
    {
        foreach (var prefix in (string[])["io.k8s.api.", "io.k8s.apimachinery.pkg.apis.", "io.k8s.apimachinery.pkg.", "io.k8s.apiextensions-apiserver.pkg.apis."])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return name[prefix.Length..];
            }
        }

        throw new InvalidDataException($"the definition '{name}' is of no known package");
    }

    private static JsonObject Resolve(JsonObject schema)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            var name = ShortName(reference[ReferencePrefix.Length..]);
            return Marshalled.TryGetValue(name, out var marshalled) ? marshalled() : new JsonObject { ["$ref"] = ReferencePrefix + name };
        }

        foreach (var (name, property) in (schema["properties"] as JsonObject ?? []).ToList())
        {
            schema["properties"]![name] = Resolve((JsonObject)property!.DeepClone());
        }

        foreach (var keyword in (string[])["items", "additionalProperties"])
        {
            if (schema[keyword] is JsonObject item)
            {
                schema[keyword] = Resolve((JsonObject)item.DeepClone());
            }
        }

        return schema;
    }
}
