using System.Security.Cryptography.X509Certificates;
using System.Text;
using BenchmarkDotNet.Attributes;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Manifests.Istio.Security.V1;
using Manifests.Reading;
using Manifests.Validation;
using Manifests.Writing;
using Trust.Hierarchy;
using Trust.Issuing;

namespace Bench.Micro;

/// <summary>What runs once for every object, and the slowest thing that runs once for every CA.</summary>
/// <remarks>In process: BenchmarkDotNet's own projects would not build under this repository's central package versions.</remarks>
[InProcess]
[MemoryDiagnoser]
public class HotPaths
{
    private readonly AuthorizationPolicy _policy;
    private readonly MapNode _node;
    private readonly byte[] _yaml;
    private readonly IntermediatePlan _intermediate;
    private readonly SigningKey _key;
    private readonly CertificateAuthority _root;

    /// <summary>Takes the objects of a small environment.</summary>
    public HotPaths()
    {
        var stack = Encoding.UTF8.GetBytes(SyntheticEnvironment.StackFile(services: 10, regions: 1));
        var plan = EnvironmentPlan.From(IntentReader.FromText("bench", "Pulumi.bench.yaml", stack, new DateOnly(2026, 7, 1)).Intent!);
        _policy = plan.Regions[0].Manifests.OfType<AuthorizationPolicy>().Last(policy => policy.Spec?.Rules is { Count: > 0 });
        _node = _policy.ToNode();
        _yaml = Encoding.UTF8.GetBytes(ManifestWriter.WriteYaml(_node));

        var root = plan.Trust.Roots[0];
        var rootKey = Key("P384");
        _root = new CertificateAuthority(CertificateIssuer.SelfSign(root.ToProfile(plan.Environment), rootKey), rootKey);
        _intermediate = plan.Trust.Intermediates[0];
        _key = Key("P256");
    }

    /// <summary>Validates an AuthorizationPolicy against its schema.</summary>
    [Benchmark]
    public IReadOnlyList<SchemaError> ValidatePolicy() => SchemaValidator.Validate(_node);

    /// <summary>Makes the tree of fields of an AuthorizationPolicy.</summary>
    [Benchmark]
    public MapNode PolicyToNode() => _policy.ToNode();

    /// <summary>Writes an AuthorizationPolicy as YAML.</summary>
    [Benchmark]
    public string WritePolicy() => ManifestWriter.WriteYaml(_node);

    /// <summary>Reads an AuthorizationPolicy from YAML.</summary>
    [Benchmark]
    public ReadResult<MapNode> ReadPolicy() => new ManifestReader().Read(_yaml, "policy.yaml");

    /// <summary>Issues a region's intermediate.</summary>
    [Benchmark]
    public X509Certificate2 IssueIntermediate() => CertificateIssuer.Issue(_intermediate.ToProfile(), _key.PublicKey, _root);

    private static SigningKey Key(string curve)
    {
        using var key = HermeticKeys.Instance.PrivateKey(curve, "bench", curve);
        return SigningKey.FromPem(key.ExportECPrivateKeyPem());
    }
}
