namespace Trust.Verification.Verifiers;

/// <summary>The verifiers that certificates of a mesh meet. The page docs/verifiers.md shows the table with its consequences.</summary>
public static class VerifierTable
{
    /// <summary>Every verifier.</summary>
    public static IReadOnlyList<VerifierFacts> All { get; } =
    [
        new()
        {
            Verifier = Verifier.Envoy,
            Name = "Envoy (BoringSSL)",
            Uris = ConstraintReading.Enforces,
            Evidence = "run with BoringSSL HEAD; crypto/x509/v3_ncons.cc, x509_vfy.cc",
        },
        new()
        {
            Verifier = Verifier.Ztunnel,
            Name = "ztunnel (rustls-webpki)",
            // Before 0.103.12 it ignored them, which is worse: RUSTSEC-2026-0098.
            Uris = ConstraintReading.RefusesAll,
            Evidence = "read in rustls-webpki 0.103.13, src/subject_name/mod.rs; not run",
        },
        new()
        {
            Verifier = Verifier.Go,
            Name = "Go (crypto/x509)",
            Uris = ConstraintReading.AllowsSubdomains,
            Evidence = "run with Go 1.19; crypto/x509/constraints.go applies the rule of DNS names to URIs",
        },
        new()
        {
            Verifier = Verifier.OpenSsl,
            Name = "OpenSSL",
            Uris = ConstraintReading.Enforces,
            Evidence = "run with OpenSSL 3.0, and in this project's tests",
        },
        new()
        {
            Verifier = Verifier.DotNet,
            Name = ".NET on Linux (OpenSSL)",
            Uris = ConstraintReading.Enforces,
            Evidence = "run with .NET 10, and in this project's tests",
        },
        new()
        {
            Verifier = Verifier.Jvm,
            Name = "JVM (PKIX)",
            Uris = ConstraintReading.Enforces,
            // A trust anchor is a name and a key to it; java.security.cert.TrustAnchor takes constraints as an argument that nobody gives.
            OnRoots = ConstraintReading.Ignores,
            ReadsCommonNameAsDns = true,
            Evidence = "run with OpenJDK 17, CertPathValidator and X509TrustManager",
        },
        new()
        {
            Verifier = Verifier.PostgreSql,
            Name = "PostgreSQL (OpenSSL)",
            Uris = ConstraintReading.Enforces,
            Evidence = "as OpenSSL, which verifies for it; run in this project's tests",
        },
        new()
        {
            Verifier = Verifier.Nats,
            Name = "NATS (Go)",
            Uris = ConstraintReading.AllowsSubdomains,
            Evidence = "as Go, which verifies for it; run in this project's tests",
        },
    ];

    /// <summary>The facts about one verifier.</summary>
    public static VerifierFacts Of(Verifier verifier) => All.First(facts => facts.Verifier == verifier);
}
