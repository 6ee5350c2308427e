using Manifests;
using Manifests.Istio.Security.V1;
using Manifests.Networking.V1;
using Policies.Ambient;
using Policies.Istio.Validation;
using Policies.Model;
using GatewayApi = Manifests.GatewayApi.V1;

namespace Policies.Rules;

/// <summary>What one rule sees of a cluster. It notes what is read through it, which is how a test holds rules to what they declare.</summary>
public sealed class RuleView
{
    private readonly ClusterFacts _facts;
    private readonly RuleInput _input;
    private readonly HashSet<Input> _reads = [];

    internal RuleView(RuleInput input, ClusterFacts facts) => (_input, _facts) = (input, facts);

    /// <summary>What has been read through the view.</summary>
    public IReadOnlySet<Input> HasRead => _reads;

    /// <summary>Every object, in the order of the input.</summary>
    public IReadOnlyList<Manifest> Every => Read(Input.Every, _facts.Objects.All);

    /// <summary>The objects whose kind has a name, of whatever group, in the order of the input; for kinds that have no record.</summary>
    public IReadOnlyList<Manifest> Named(string kind) => Read(Input.Every, _facts.Objects.Of(kind));

    /// <summary>The objects that Flux or Argo CD install charts by, with each chart that they install, in the order of the input.</summary>
    internal IReadOnlyList<(Manifest Manifest, HelmInstallation Installation)> Installed => Read(Input.Every, _facts.Installed);

    /// <summary>The objects with a field of <c>spec</c> that the pinned schema may know and this program does not, and the first such field.</summary>
    public IEnumerable<(Manifest Manifest, string Field)> NotModelledFields =>
        from remarked in Read(Input.Every, _facts.Remarked)
        where remarked.Review.FieldOfKind is not null
        select (remarked.Manifest, remarked.Review.FieldOfKind);

    /// <summary>What Istio's webhook says of objects beyond their schemas.</summary>
    public IEnumerable<(Manifest Manifest, ValidationProblem Problem)> IstioProblems =>
        from remarked in Read(Input.Every, _facts.Remarked)
        from problem in remarked.Review.Problems
        select (remarked.Manifest, problem);

    /// <summary>The mesh's settings.</summary>
    public MeshSettings Mesh => field ??= Read(Input.Mesh, _facts.Cluster.Mesh);

    /// <summary>What says how the mesh is set up, whoever installs it; empty where the input does not say.</summary>
    public IReadOnlyList<MeshInstallation> Installations => Read(Input.Mesh, _facts.Cluster.Installations);

    /// <summary>The istiods that are known, with their switches.</summary>
    public IReadOnlyList<ControlPlane> ControlPlanes => Read(Input.Mesh, _facts.Cluster.ControlPlanes);

    /// <summary>Which waypoint stands in front of which service.</summary>
    public Waypoints Waypoints => field ??= Read([Input.Kind<GatewayApi.Gateway>(), Input.Workloads, Input.Namespaces], _facts.Waypoints);

    /// <summary>The namespaces.</summary>
    public IReadOnlyList<NamespaceModel> Namespaces => field ??= Read(Input.Namespaces, _facts.Cluster.Namespaces);

    /// <summary>The workloads, by namespace and label.</summary>
    public WorkloadIndex Workloads => field ??= Read(Input.Workloads, _facts.Workloads);

    /// <summary>The services, by host.</summary>
    public ServiceIndex Services => field ??= Read(Input.Services, _facts.Services);

    /// <summary>All clusters, this one among them.</summary>
    public Fleet Fleet => field ??= Read(Input.Fleet, _input.Fleet);

    /// <summary>The service accounts that the pods of all clusters, this one among them, use.</summary>
    internal FleetAccounts Accounts => field ??= Read([Input.Fleet, Input.Workloads], _input.Accounts);

    /// <summary>Which AuthorizationPolicies apply to which workloads.</summary>
    public AttachedPolicies Attachment => field ??= Read([Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh], _facts.Attachment);

    /// <summary>Which NetworkPolicies select which workloads.</summary>
    public NetworkSelection Network => field ??= Read([Input.Kind<NetworkPolicy>(), Input.Workloads], _facts.Network);

    /// <summary>The effective PeerAuthentication modes of workloads.</summary>
    public ServerModes Modes => field ??= Read([Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh], _facts.Modes);

    /// <summary>What ztunnel takes at an ambient workload's ports.</summary>
    public ZtunnelAuthentication ModesOfZtunnel(Workload workload) =>
        ZtunnelAuthentication.Of(Read([Input.Kind<PeerAuthentication>(), Input.Mesh], _facts.Cluster), workload);

    /// <summary>
    /// Whether the input is a whole cluster and not a few files of it, so that what is not there does not exist: a stack's region, or
    /// objects with Istio's own configuration among them.
    /// </summary>
    public bool IsWhole => Read(Input.Mesh, _facts.IsWhole);

    /// <summary>The day on which the check runs.</summary>
    public DateOnly Today
    {
        get
        {
            _reads.Add(Input.Today);
            return _input.Today;
        }
    }

    /// <summary>The objects of a kind, in the order of the input.</summary>
    public IReadOnlyList<Manifest<T>> All<T>()
        where T : KubernetesObject => Read(Input.Kind<T>(), _facts.Objects.Of<T>());

    private TValue Read<TValue>(Input input, TValue value)
    {
        _reads.Add(input);
        return value;
    }

    private TValue Read<TValue>(Input[] inputs, TValue value)
    {
        _reads.UnionWith(inputs);
        return value;
    }
}
