using System.Globalization;
using Manifests;
using Manifests.Writing;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Rotation;
using Trust.X509;

namespace Infra.Rotation;

/// <summary>A state of trust as a document: what <c>render</c> writes into its snapshot, so that a later change can be proven against it.</summary>
internal static class RotationStateDocument
{
    /// <summary>The document as one text; equal texts are equal states.</summary>
    public static string Text(RotationState state) => ManifestWriter.WriteYaml(Write(state));

    /// <summary>Writes the document.</summary>
    public static MapNode Write(RotationState state)
    {
        var document = WithoutBeside(state);
        if (state.Plan.Beside.Count > 0)
        {
            document.Add("beside", new ListNode(state.Plan.Beside.Select(Write)));
        }

        return document;
    }

    private static MapNode WithoutBeside(RotationState state) => new()
    {
        new("environment", state.Plan.Environment),
        new("istiodComparesBytes", state.Istiod.ComparesBytes),
        new("reloadDelay", Duration(state.Plan.ReloadDelay)),
        new("roots", new ListNode(state.Plan.Roots.Select(Write))),
        new("intermediates", new ListNode(state.Plan.Intermediates.Select(Write))),
        new("trusts", new ListNode(state.Plan.Regions.Select(region => (Node)new MapNode
        {
            new("region", region),
            new("accepts", Texts(state.Plan.Regions.Where(caller => caller != region && state.Plan.Accepts(region, caller)))),
        }))),
    };

    /// <summary>Reads what <see cref="Write(RotationState)"/> wrote.</summary>
    /// <exception cref="FormatException">The document is another one.</exception>
    public static RotationState Read(MapNode document) => new()
    {
        Istiod = new IstiodReload { ComparesBytes = document["istiodComparesBytes"] is ScalarNode { AsBoolean: true } },
        Plan = new HierarchyPlan
        {
            Environment = Text(document, "environment"),
            ReloadDelay = Duration(document, "reloadDelay"),
            Roots = [.. Items(document, "roots").Select(ReadRoot)],
            Intermediates = [.. Items(document, "intermediates").Select(ReadIntermediate)],
            Beside = document["beside"] is null ? [] : [.. Items(document, "beside").Select(ReadBeside)],
            Trusts = Items(document, "trusts").ToDictionary(
                entry => Text(entry, "region"),
                entry => (IReadOnlyList<string>)[.. (entry["accepts"] as ListNode ?? []).Select(name => (name as ScalarNode)?.AsString ?? "")],
                StringComparer.Ordinal),
        },
    };

    private static Node Write(RootPlan root) => Map(
        ("name", root.Name),
        ("state", root.State.ToString()),
        ("notBefore", Time(root.Validity.NotBefore)),
        ("notAfter", Time(root.Validity.NotAfter)),
        ("key", root.KeyAlgorithm.ToString()),
        ("pathLength", root.PathLength.ToString(CultureInfo.InvariantCulture)),
        ("crossSignedBy", root.CrossSignedBy),
        ("trustDomain", root.Scope?.TrustDomain.Name),
        ("clusterDomain", root.Scope?.ClusterDomain.Name));

    private static Node Write(IntermediatePlan intermediate) => Map(
        ("region", intermediate.Region),
        ("use", intermediate.Use.ToString()),
        ("generation", intermediate.Generation.ToString(CultureInfo.InvariantCulture)),
        ("root", intermediate.Root),
        ("notBefore", Time(intermediate.Validity.NotBefore)),
        ("notAfter", Time(intermediate.Validity.NotAfter)),
        ("key", intermediate.KeyAlgorithm.ToString()),
        ("trustDomain", intermediate.Scope.TrustDomain.Name),
        ("nextTrustDomain", intermediate.Scope.Next?.Name),
        ("formerTrustDomain", intermediate.Scope.Former?.Name),
        ("clusterDomain", intermediate.Scope.ClusterDomain.Name),
        ("longestLeaf", Duration(intermediate.LongestLeaf)),
        ("renewBefore", Duration(intermediate.RenewBefore)));

    private static Node Write(BesideAuthority beside) => Map(
        ("region", beside.Region),
        ("signer", beside.Signer),
        ("names", beside.Names.ToString()),
        ("key", beside.KeyAlgorithm?.ToString()),
        ("longestLeaf", Duration(beside.LongestLeaf)),
        ("isToldOneRoot", beside.IsToldOneRoot ? "true" : null),
        ("signsForServers", beside.SignsForServers ? "true" : null),
        ("signsForMesh", beside.SignsForMesh ? "true" : null));

    private static BesideAuthority ReadBeside(MapNode node) => new()
    {
        Region = Text(node, "region"),
        Signer = Text(node, "signer"),
        Names = Member<SignedNames>(node, "names"),
        KeyAlgorithm = Optional(node, "key") is null ? null : Member<KeyAlgorithm>(node, "key"),
        LongestLeaf = Duration(node, "longestLeaf"),
        IsToldOneRoot = Optional(node, "isToldOneRoot") is not null,
        SignsForServers = Optional(node, "signsForServers") is not null,
        SignsForMesh = Optional(node, "signsForMesh") is not null,
    };

    private static RootPlan ReadRoot(MapNode node) => new()
    {
        Name = Text(node, "name"),
        State = Member<RootState>(node, "state"),
        Validity = new Validity(Time(node, "notBefore"), Time(node, "notAfter")),
        KeyAlgorithm = Member<KeyAlgorithm>(node, "key"),
        PathLength = Number(node, "pathLength"),
        CrossSignedBy = Optional(node, "crossSignedBy"),
        Scope = Optional(node, "trustDomain") is null ? null : Scope(node),
    };

    private static IntermediatePlan ReadIntermediate(MapNode node) => new()
    {
        Region = Text(node, "region"),
        Use = Member<IntermediateUse>(node, "use"),
        Generation = Number(node, "generation"),
        Root = Text(node, "root"),
        Validity = new Validity(Time(node, "notBefore"), Time(node, "notAfter")),
        KeyAlgorithm = Member<KeyAlgorithm>(node, "key"),
        Scope = Scope(node) with { Next = Domain(node, "nextTrustDomain"), Former = Domain(node, "formerTrustDomain") },
        LongestLeaf = Duration(node, "longestLeaf"),
        RenewBefore = Duration(node, "renewBefore"),
    };

    private static RegionScope Scope(MapNode node) => new(TrustDomain.Parse(Text(node, "trustDomain")), DnsName.Parse(Text(node, "clusterDomain")));

    private static TrustDomain? Domain(MapNode node, string key) => Optional(node, key) is { } name ? TrustDomain.Parse(name) : null;

    private static MapNode Map(params ReadOnlySpan<(string Key, string? Value)> entries)
    {
        var map = new MapNode();
        foreach (var (key, value) in entries)
        {
            if (value is not null)
            {
                map.Add(key, value);
            }
        }

        return map;
    }

    private static ListNode Texts(IEnumerable<string> texts) => new(texts.Select(text => (Node)text));

    private static IEnumerable<MapNode> Items(MapNode node, string key) => (node[key] as ListNode ?? throw Missing(key)).OfType<MapNode>();

    private static string Text(MapNode node, string key) => Optional(node, key) ?? throw Missing(key);

    private static string? Optional(MapNode node, string key) => (node[key] as ScalarNode)?.AsString;

    private static int Number(MapNode node, string key) => int.Parse(Text(node, key), NumberStyles.None, CultureInfo.InvariantCulture);

    private static T Member<T>(MapNode node, string key)
        where T : struct, Enum => Enum.TryParse<T>(Text(node, key), out var member) ? member : throw Missing(key);

    private static string Duration(TimeSpan duration) => duration.ToString("c", CultureInfo.InvariantCulture);

    private static TimeSpan Duration(MapNode node, string key) => TimeSpan.ParseExact(Text(node, key), "c", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(MapNode node, string key) => DateTimeOffset.ParseExact(
        Text(node, key), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static FormatException Missing(string key) => new($"the state of trust has no proper {key}");
}
