using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Policies.Rules.StepCa;

/// <summary>An issuer of step-issuer whose <c>caBundle</c> is not the roots of step-ca.</summary>
internal sealed class BundleIsNoRoot : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS680",
        Level = FindingLevel.Error,
        Title = "caBundle that holds no root",
        Remedy = "write step-ca's root_ca.crt in base64: step ca root | base64 -w0",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [.. StepSigner.Reads, Input.Today];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var today = view.Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        foreach (var signer in StepSigner.Of(view))
        {
            using var certificates = new Certificates(signer.CaBundle);
            if (Problem(certificates.All, today) is { } problem)
            {
                yield return Find(signer.Subject, "spec.caBundle", problem);
            }
        }
    }

    private static string? Problem(X509Certificate2Collection certificates, DateTime today)
    {
        if (certificates.Count == 0)
        {
            return "no certificate in PEM in base64, so step-issuer cannot check whom it asks, and the issuer never becomes ready";
        }

        List<X509Certificate2> roots = [.. certificates.Where(own => own.SubjectName.RawData.AsSpan().SequenceEqual(own.IssuerName.RawData))];
        if (roots.Count == 0)
        {
            return $"{certificates[0].Subject} was issued by {certificates[0].Issuer}: it becomes the ca.crt of every Secret, "
                + "where OpenSSL, nginx and PostgreSQL end no chain in it";
        }

        return roots.All(root => root.NotAfter.ToUniversalTime() <= today)
            ? $"{roots[0].Subject} ended on {roots[0].NotAfter.ToUniversalTime():yyyy-MM-dd}, so every request to step-ca fails"
            : null;
    }

    /// <summary>The certificates of a bundle; none where it cannot be read.</summary>
    private sealed class Certificates : IDisposable
    {
        public Certificates(string bundle)
        {
            try
            {
                All.ImportFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(bundle)));
            }
            catch (Exception wrong) when (wrong is FormatException or CryptographicException)
            {
                Dispose();
                All.Clear();
            }
        }

        public X509Certificate2Collection All { get; } = [];

        public void Dispose()
        {
            foreach (var certificate in All)
            {
                certificate.Dispose();
            }
        }
    }
}
