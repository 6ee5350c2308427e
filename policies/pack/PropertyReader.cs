using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Manifests;
using Kind = Google.Protobuf.WellKnownTypes.Value.KindOneofCase;

namespace Policies.Pack;

/// <summary>
/// The properties of a Pulumi resource as a manifest. A secret value, or one that is not known before the deployment, becomes a placeholder; marks
/// tell placeholders and what holds one from everything else, so that nothing is said of what a placeholder stands for.
/// </summary>
internal static class PropertyReader
{
    // Marks give the place of a finding; what comes from a program has none, so that their file name is free to say this.
    private static readonly Mark Placeholder = new("(placeholder)", 1, 1);
    private static readonly Mark Holder = new("(holds a placeholder)", 1, 1);

    /// <summary>Reads the properties of a resource.</summary>
    /// <param name="properties">The properties.</param>
    /// <param name="urn">The resource, which becomes the place of what is found in it.</param>
    public static MapNode Read(Struct properties, string urn) => Map(Entries(properties.Fields, Value), new Mark(urn, 1, 1));

    /// <summary>Whether a finding could be about a placeholder and not about what it stands for.</summary>
    public static bool IsUncertain(Finding finding) =>
        finding.Source?.File == Placeholder.File
        || (finding.Source?.File == Holder.File && !IsCertainOfHolders(finding.Rule));

    /// <summary>A field that is missing or unknown in a map is so whatever its other fields are.</summary>
    private static bool IsCertainOfHolders(Rule rule) => rule == Catalogue.MissingField || rule == Catalogue.UnknownField;

    private static Node Value(Value value) => value.KindCase switch
    {
        Kind.BoolValue => value.BoolValue,
        Kind.NumberValue => Node.FromPlainObject(value.NumberValue),
        Kind.StringValue when Signature.IsUnknown(value.StringValue) => Unknown(),
        Kind.StringValue => value.StringValue,
        Kind.ListValue => List([.. value.ListValue.Values.Select(Value)]),
        Kind.StructValue => Structure(value.StructValue.Fields),
        _ => ScalarNode.Null,
    };

    private static Node Structure(MapField<string, Value> fields) =>
        fields.TryGetValue(Signature.Key, out var signature) ? Signed(signature.StringValue, fields) : Map(Entries(fields, Value));

    private static Node Signed(string signature, MapField<string, Value> fields) => (signature, fields.GetValueOrDefault("value")) switch
    {
        (Signature.Secret, { } value) => Hidden(value),
        (Signature.Output, { } value) => fields.GetValueOrDefault("secret") is { BoolValue: true } ? Hidden(value) : Value(value),
        // Not known yet; or an asset, an archive, a resource: nothing that a manifest holds.
        _ => Unknown(),
    };

    /// <summary>A secret's shape stays, since which keys a Secret has is no secret; its texts do not.</summary>
    private static Node Hidden(Value value) => value.KindCase switch
    {
        Kind.StructValue when !value.StructValue.Fields.ContainsKey(Signature.Key) =>
            Map(Entries(value.StructValue.Fields, Hidden)),
        Kind.ListValue => List([.. value.ListValue.Values.Select(Hidden)]),
        _ => new ScalarNode("[secret]") { Mark = Placeholder },
    };

    private static ScalarNode Unknown() => new("[unknown]") { Mark = Placeholder };

    /// <summary>In the order of keys, which a message does not keep; without nulls, which Kubernetes takes for absent.</summary>
    private static List<MapEntry> Entries(MapField<string, Value> fields, Func<Value, Node> read)
    {
        var entries = new List<MapEntry>(fields.Count);
        foreach (var (key, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            if (value.KindCase is not (Kind.NullValue or Kind.None))
            {
                var node = read(value);
                entries.Add(new MapEntry(key, node, node.Mark));
            }
        }

        return entries;
    }

    private static MapNode Map(List<MapEntry> entries, Mark? mark = null)
    {
        var map = new MapNode(entries.Count) { Mark = mark ?? (entries.Exists(entry => Holds(entry.Value)) ? Holder : null) };
        entries.ForEach(map.Add);
        return map;
    }

    private static ListNode List(List<Node> items) => new(items) { Mark = items.Exists(Holds) ? Holder : null };

    private static bool Holds(Node node) => node.Mark is not null;
}
