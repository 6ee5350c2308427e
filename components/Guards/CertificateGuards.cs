using Components.Intent;
using Components.Workloads;

namespace Components.Guards;

/// <summary>Which certificates may be asked for in the applications' namespaces. Whose names they carry, the issuers' own policies say.</summary>
internal static class CertificateGuards
{
    /// <summary>The guards.</summary>
    public static IEnumerable<Guard> For(RegionIntent intent, CertificateLifetime lifetime)
    {
        List<string> namespaces = [.. intent.Namespaces.Select(own => own.Name)];
        return
        [
            new()
            {
                Name = "certificate",
                Description = "Certificates of applications are ECDSA, short-lived, of a new key each time, and of the platform's issuer.",
                Kinds = [new("cert-manager.io", "certificates", "Certificate")],
                Namespaces = namespaces,
                Rules =
                [
                    new(
                        $"object.spec.issuerRef.name == {Cel.Text(lifetime.Issuer.Name)} && {Cel.Has("object", "spec", "issuerRef", "kind")}"
                        + $" && object.spec.issuerRef.kind == {Cel.Text(lifetime.Issuer.Kind)}",
                        $"the issuer must be the {lifetime.Issuer.Kind} {lifetime.Issuer.Name}: others are outside the platform's roots"),
                    new(
                        $"{Cel.Has("object", "spec", "privateKey", "algorithm")} && object.spec.privateKey.algorithm == 'ECDSA'",
                        "privateKey.algorithm must be ECDSA"),
                    new(
                        Cel.IfHas("object", ["spec", "privateKey", "rotationPolicy"], "object.spec.privateKey.rotationPolicy == 'Always'"),
                        "privateKey.rotationPolicy must be Always: a key that is kept stays with whoever has copied it"),
                    new(
                        $"{Cel.Has("object", "spec", "duration")} && duration(object.spec.duration) <= duration({Cel.Text(GoDuration.Write(lifetime.Duration))})",
                        $"duration must be stated, and {GoDuration.Write(lifetime.Duration)} at most"),
                    new("!has(object.spec.isCA) || !object.spec.isCA", "a CA is made in the stack file only: remove isCA"),
                ],
            },
            new()
            {
                Name = "issuer",
                Description = "Applications' namespaces have no issuers of their own.",
                Kinds = [new("cert-manager.io", "issuers", "Issuer"), new("certmanager.step.sm", "stepissuers", "StepIssuer")],
                Namespaces = namespaces,
                Rules = [new("false", $"certificates come from the {lifetime.Issuer.Kind} {lifetime.Issuer.Name}: name it in the Certificate")],
            },
        ];
    }
}
