using System.Text.RegularExpressions;
using Policies.Model;

namespace Policies.Statements;

/// <summary>A set of destinations as a statement names it: <c>ledger</c>, <c>namespace finance</c>, <c>web in region eu</c>, <c>external card-network</c>, <c>anything</c>.</summary>
/// <param name="Kind">How it is named.</param>
/// <param name="Name">The name; empty for <see cref="TargetSetKind.Anything"/>.</param>
/// <param name="Region">The region that a service, namespace or external is narrowed to; null for all.</param>
public sealed partial record TargetSet(TargetSetKind Kind, string Name = "", string? Region = null)
{
    /// <summary>What may be written, for messages.</summary>
    public const string Allowed =
        "a service's name, or: service, namespace, region or external and a name, anything; \"in region\" and a region after a service, namespace or external";

    /// <summary>The form as a regular expression without anchors.</summary>
    public const string Pattern =
        "anything|region " + Word + "|(?:(?:service|namespace|external) " + Word + "|" + Bare + ")(?: in region " + Word + ")?";

    private const string Word = "[A-Za-z0-9][A-Za-z0-9._/-]*";

    // A service that is called like one of these words is written after "service".
    private const string Bare = "(?!(?:anything|service|namespace|region|external|outside)(?![A-Za-z0-9._/-]))" + Word;

    /// <summary>Reads a set; null where the text is none.</summary>
    public static TargetSet? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            return null;
        }

        const string inRegion = " in region ";
        var at = text.IndexOf(inRegion, StringComparison.Ordinal);
        var (set, region) = at < 0 ? (text, null) : (text[..at], text[(at + inRegion.Length)..]);
        return set.Split(' ') switch
        {
            ["anything"] => new TargetSet(TargetSetKind.Anything),
            ["region", var name] => new TargetSet(TargetSetKind.Region, name),
            ["namespace", var name] => new TargetSet(TargetSetKind.Namespace, name, region),
            ["external", var name] => new TargetSet(TargetSetKind.External, name, region),
            ["service", var name] => new TargetSet(TargetSetKind.Service, name, region),
            _ => new TargetSet(TargetSetKind.Service, set, region),
        };
    }

    /// <summary>The workloads of a cluster that are in the set, in the cluster's order.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="names">What services are called there.</param>
    internal IEnumerable<Workload> In(Cluster cluster, ServiceNames names) => Region is not null && cluster.Region != Region ? [] : Kind switch
    {
        TargetSetKind.Service => names.Of(Name),
        TargetSetKind.Namespace => cluster.Workloads.Where(workload => workload.Namespace == Name && !IsGateway(workload)),
        TargetSetKind.Region when cluster.Region != Name => [],
        TargetSetKind.External => [],
        _ => cluster.Workloads.Where(workload => !IsGateway(workload)),
    };

    /// <summary>Whether a host outside of the mesh is in the set: by the name of its ServiceEntry, with the namespace before it or without, or by the host itself.</summary>
    /// <param name="cluster">The cluster whose workloads call it.</param>
    /// <param name="service">The host.</param>
    public bool Contains(Cluster cluster, ServiceModel service) => Kind == TargetSetKind.External && (Region is null || cluster.Region == Region)
        && service.IsMeshExternal && (service.Name == Name || service.Host == Name || $"{service.Namespace}/{service.Name}" == Name);

    /// <summary>The set as it is written.</summary>
    public override string ToString() => Kind switch
    {
        TargetSetKind.Anything => "anything",
        TargetSetKind.Service => Name,
        _ => $"{Kind.ToString().ToLowerInvariant()} {Name}",
    } + (Region is null ? "" : $" in region {Region}");

    private static bool IsGateway(Workload workload) => workload.DataPlane is DataPlane.Gateway or DataPlane.Waypoint;

    [GeneratedRegex("^(?:" + Pattern + @")\z")]
    private static partial Regex Form();
}
