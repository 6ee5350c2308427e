using Components.Intent;
using Components.Platform;
using Components.Workloads;
using Manifests;
using Pulumi;

namespace Components.Guards;

/// <summary>The admission policies of a region, which keep others from weakening the mesh beside this program.</summary>
public sealed class AdmissionGuards : ComponentResource
{
    /// <summary>Registers the policies; with Gatekeeper its release first, and each constraint after the templates whose kinds they are.</summary>
    public AdmissionGuards(string name, AdmissionGuardsArgs args, ComponentResourceOptions? options = null)
        : base("mtls:guards:AdmissionGuards", name, args, options)
    {
        if (args.Options.GatekeeperVersion is null)
        {
            ManifestRegistration.RegisterAll(name, GuardManifests.For(args.Intent, args.Lifetime), new CustomResourceOptions { Parent = this });
        }
        else
        {
            RegisterGatekeeper(name, args);
        }

        RegisterOutputs();
    }

    /// <summary>The objects by which the guards are enforced.</summary>
    public static IReadOnlyList<KubernetesObject> Manifests(RegionIntent intent, PlatformOptions options, CertificateLifetime lifetime) =>
        options.GatekeeperVersion is null
            ? GuardManifests.For(intent, lifetime)
            : [.. GatekeeperManifests.Around(intent), .. GatekeeperManifests.Templates(intent, lifetime), .. GatekeeperManifests.Constraints(intent, lifetime)];

    private void RegisterGatekeeper(string name, AdmissionGuardsArgs args)
    {
        var guarded = GuardCatalogue.For(args.Intent, args.Lifetime)
            .SelectMany(guard => guard.Kinds)
            .Select(kind => KeyValuePair.Create(kind.Group, kind.Resource))
            .Distinct()
            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .ToList();
        var around = ManifestRegistration.RegisterAll(name, GatekeeperManifests.Around(args.Intent), new CustomResourceOptions { Parent = this });
        var release = GatekeeperRelease.For(args.Options, guarded).Register(name, new CustomResourceOptions { Parent = this, DependsOn = around });
        var templates = ManifestRegistration.RegisterAll(
            name, GatekeeperManifests.Templates(args.Intent, args.Lifetime), new CustomResourceOptions { Parent = this, DependsOn = release });
        ManifestRegistration.RegisterAll(
            name, GatekeeperManifests.Constraints(args.Intent, args.Lifetime), new CustomResourceOptions { Parent = this, DependsOn = templates });
    }
}
