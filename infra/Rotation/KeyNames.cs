using Infra.Settings;
using Trust.Hierarchy;

namespace Infra.Rotation;

/// <summary>The resources in which the keys of CAs lie, as <c>EnvironmentStack</c> and its components name them.</summary>
internal static class KeyNames
{
    /// <summary>Pulumi's resource type of a private key.</summary>
    public const string ResourceType = "tls:index/privateKey:PrivateKey";

    /// <summary>The name of a root's key.</summary>
    public static string Of(RootPlan root) => $"{root.Name}-key";

    /// <summary>The name of an intermediate's key.</summary>
    public static string Of(IntermediatePlan intermediate) =>
        $"{intermediate.Region}-{Component(intermediate).Name}-key-g{intermediate.Generation}";

    /// <summary>The URN of an intermediate's key, which is protected against deletion.</summary>
    public static string UrnOf(string stack, IntermediatePlan intermediate) =>
        $"urn:pulumi:{stack}::{SettingsSource.Project}::{Component(intermediate).Type}${ResourceType}::{Of(intermediate)}";

    private static (string Name, string Type) Component(IntermediatePlan intermediate) => (intermediate.Signer, intermediate.Use) switch
    {
        (BesideAuthority.Step, _) => ("step-ca", "mtls:platform:StepCa"),
        (BesideAuthority.Linkerd, _) => ("linkerd", "mtls:linkerd:LinkerdControlPlane"),
        (BesideAuthority.Spire, _) => ("spire", "mtls:spire:SpireServer"),
        (_, IntermediateUse.Mesh) => ("pki-mesh", "mtls:pki:RegionalAuthority"),
        _ => ("pki-workload", "mtls:pki:RegionalAuthority"),
    };
}
