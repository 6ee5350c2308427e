using Components.Pki;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Random;
using Pulumi.Tls;
using Trust;
using Trust.Hierarchy;
using Trust.Provisioners;

namespace Components.Platform;

/// <summary>
/// step-ca in one region, with an intermediate of its own under the region's root, and step-issuer, through which cert-manager asks it for short-lived
/// certificates of everything that is not in the mesh.
/// </summary>
/// <remarks>
/// All of its keys are made here and handed over in Secrets; the chart's own bootstrap would make a root that nobody else trusts. step-ca reads them
/// when it starts, so they come before its release.
/// </remarks>
public sealed class StepCa : ComponentResource
{
    private const int PasswordLength = 48;

    /// <summary>Registers keys, Secrets, both releases and the issuer. Namespace, bundle and cert-manager have to exist.</summary>
    /// <exception cref="ArgumentException">The options do not ask for step-ca, or the intermediate's root is not among the roots.</exception>
    public StepCa(string name, StepCaArgs args, ComponentResourceOptions? options = null)
        : base("mtls:platform:StepCa", name, args, options)
    {
        var stepCa = args.Options.StepCa ?? throw new ArgumentException("the options do not ask for step-ca", nameof(args));
        var root = AuthoritySecret.RootOf(args.Intermediate, args.Roots);
        var intermediate = new IntermediateAuthority(name, args.Intermediate, root, keysAreReal: true, this);
        Certificate = intermediate.Certificate;

        var (password, provisioner) = Provisioner($"{name}-provisioner");
        KeyId = Output.Unsecret(provisioner.Apply(own => own.KeyId));
        var served = args.Options.AutocertIn(args.Intent) is null ? [] : AutocertNames.Namespaces(args.Intent);
        var autocert = Output.Create(default(AutocertProvisioner));
        if (served.Count > 0)
        {
            (AutocertPassword, var key) = Provisioner($"{name}-autocert");
            autocert = key.Apply(made => (AutocertProvisioner?)new AutocertProvisioner(made, served));
        }

        var region = args.Intent.Region;
        Resource[] secrets =
        [
            AuthoritySecret.Register(
                $"{name}-{StepCaNames.KeySecret}",
                StepCaNames.KeySecret,
                PlatformNamespaceNames.StepCa,
                "Opaque",
                new() { ["intermediate_ca_key"] = intermediate.PrivateKeyPem },
                this),
            Plain(name, StepCaNames.CertificatesSecret, new()
            {
                ["root_ca.crt"] = root.Certificate,
                // The chain that it sends along: where another root has signed its root, that certificate is a part of it.
                ["intermediate_ca.crt"] = Output.Format($"{intermediate.Certificate}{CrossCertificate.Of(root, args.Roots)}"),
            }),
            Plain(name, StepCaNames.ConfigurationSecret, new()
            {
                ["ca.json"] = Output.Tuple(provisioner, autocert)
                    .Apply(own => StepCaConfiguration.Authority(stepCa, region, own.Item1, own.Item2)),
                ["defaults.json"] = root.Certificate.Apply(
                    pem => StepCaConfiguration.Defaults(region, Fingerprint.Of(CertificatePem.ReadSingle(pem)).Hex)),
            }),
            Plain(name, StepCaNames.PasswordSecret, new() { [StepCaNames.PasswordKey] = password }),
        ];

        var policies = ManifestRegistration.RegisterAll(
            name, StepCaManifests.For(args.Intent, args.Options, args.Intermediate.Scope), Child());
        var authority = StepCaRelease.For(stepCa, region, args.Intermediate.Generation, served).Register(name, Child([.. secrets, .. policies]));
        var controller = StepIssuerRelease.For(args.Options, stepCa).Register(name, Child(authority));
        _ = new LateManifest(
            $"{name}-cluster-issuer",
            StepCaManifests.Issuer(region, "", ""),
            Output.Tuple(KeyId, args.Bundle).Apply(late => (Manifests.KubernetesObject)StepCaManifests.Issuer(region, late.Item1, late.Item2)),
            Child(controller));
        RegisterOutputs();
    }

    /// <summary>The intermediate's certificate in PEM. Public.</summary>
    [Output("certificate")]
    public Output<string> Certificate { get; private set; }

    /// <summary>The thumbprint of the provisioner's key. Public.</summary>
    [Output("keyId")]
    public Output<string> KeyId { get; private set; }

    /// <summary>The password of autocert's own provisioner; null where it is not installed. Secret, and no output of the stack's.</summary>
    public Output<string>? AutocertPassword { get; }

    /// <summary>
    /// step-ca's intermediate: what cert-manager's is, with a key and a name of its own. So it moves with the region's, generation by generation and root
    /// by root, and what is proven of the one holds of the other.
    /// </summary>
    public static BesideAuthority Authority(string region, StepCaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new() { Region = region, Signer = BesideAuthority.Step, Names = SignedNames.Region, LongestLeaf = options.LongestLeaf };
    }

    /// <summary>A provisioner with a key and a password of its own.</summary>
    private (Output<string> Password, Output<JwkProvisioner> Provisioner) Provisioner(string name)
    {
        var password = new RandomPassword($"{name}-password", new RandomPasswordArgs { Length = PasswordLength, Special = false }, Child()).Result;
        var key = new PrivateKey($"{name}-key", new PrivateKeyArgs { Algorithm = "ECDSA", EcdsaCurve = "P256" }, Child());
        return (password, Output.CreateSecret(Output.Tuple(key.PrivateKeyPem, password))
            .Apply(secrets => JwkProvisioner.FromPem(secrets.Item1, secrets.Item2)));
    }

    private CustomResourceOptions Child(params Resource[] earlier) => new() { Parent = this, DependsOn = earlier };

    private Secret Plain(string component, string name, InputMap<string> values) =>
        AuthoritySecret.RegisterReplaceable($"{component}-{name}", name, PlatformNamespaceNames.StepCa, "Opaque", values, this);
}
