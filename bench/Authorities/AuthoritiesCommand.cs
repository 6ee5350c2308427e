using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Infra;
using Infra.Planning;
using Infra.Rotation;
using Trust;
using Trust.Hierarchy;
using Trust.Issuing;
using Trust.Proof;
using Trust.Rotation;
using Trust.X509;

namespace Bench.Authorities;

/// <summary>Measures issuing, and the proof of a change in a fleet of many regions, beside what OpenSSL needs for the same signatures.</summary>
internal static class AuthoritiesCommand
{
    private const int Certificates = 2000;

    private static readonly DateOnly Day = new(2026, 7, 1);

    public static async Task<int> RunAsync(int regions)
    {
        var openSsl = await OpenSslSpeed.MeasureAsync();
        var fleet = Fleet(regions);
        Issue(fleet, openSsl);
        await ProveAsync(fleet, openSsl);
        return 0;
    }

    private static void Issue(RotationState fleet, OpenSslSpeed openSsl)
    {
        var keys = new HermeticProofKeys();
        var root = fleet.Plan.Roots[0];
        using var rootKey = keys.Root(root);
        var rootAuthority = Authority(rootKey, key => CertificateIssuer.SelfSign(root.ToProfile("bench"), key));
        var signer = fleet.Signer(fleet.Regions[0], IntermediateUse.Mesh);
        using var signerKey = keys.Intermediate(signer);
        var authority = Authority(signerKey, key => CertificateIssuer.Issue(signer.ToProfile(), key.PublicKey, rootAuthority));
        using var leaf = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new PublicKey(leaf);
        var validity = new Validity(signer.Validity.NotBefore, signer.Validity.NotBefore.AddDays(1));

        void One(int number) => CertificateIssuer.Issue(
            CertificateProfiles.Workload(SpiffeId.ForServiceAccount(signer.Scope.TrustDomain, "bench", $"w{number}"), validity), subject, authority).Dispose();

        Repeat(One);
        var elapsed = Repeat(One);
        Line($"issuing: {Certificates / elapsed.TotalSeconds:0} certificates/s on one core; openssl signs {openSsl.SignaturesP256:0} times/s (ecdsap256)");
    }

    /// <summary>
    /// A new root, cross-signed, is published and signed with in one go: in every region the old and the new leaf meet the store from before and after.
    /// </summary>
    private static async Task ProveAsync(RotationState fleet, OpenSslSpeed openSsl)
    {
        var plan = RotationPlanner.Plan(fleet, new RotationGoal.NewRoot { CrossSign = true }, Day);
        var last = plan.Steps.Last(step => step.Move is RotationMove.NewGeneration);
        var moment = new RotationMoment { Before = fleet, After = last.After, At = last.Moment.At, Converged = true };

        // The first proof in a process also compiles the code that makes it.
        var (cold, _) = await TimeAsync(fleet, moment);
        var (warm, report) = await TimeAsync(fleet, moment);
        var handshakes = report.Handshakes;
        Line($"proof: {fleet.Regions.Count} regions, {report.Cells.Count} cells, {handshakes} handshakes, {report.Wrong.Count} broken: {cold.TotalSeconds:0.00} s, warm {warm.TotalSeconds:0.00} s");

        // Of each handshake: two CertificateVerify signatures, and their verification with that of both leaves (P-256) and both intermediates (P-384).
        var alone = handshakes * ((2 / openSsl.SignaturesP256) + (4 / openSsl.VerificationsP256) + (2 / openSsl.VerificationsP384));
        Line($"openssl: the same {handshakes * 2} signatures and {handshakes * 6} verifications alone take {alone:0.00} s on one core, {alone / Environment.ProcessorCount:0.00} s on {Environment.ProcessorCount}");
    }

    private static async Task<(TimeSpan Elapsed, ProofReport Report)> TimeAsync(RotationState fleet, RotationMoment moment)
    {
        var start = Stopwatch.GetTimestamp();
        var report = await new RotationProver(fleet.Plan.Environment, new HermeticProofKeys()).ProveAsync(moment);
        return (Stopwatch.GetElapsedTime(start), report);
    }

    private static TimeSpan Repeat(Action<int> one)
    {
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < Certificates; number++)
        {
            one(number);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static RotationState Fleet(int regions)
    {
        var text = SyntheticEnvironment.StackFile(services: 10, regions).Replace("root-1: { ", "root-1: { pathLength: 2, ", StringComparison.Ordinal);
        var reading = IntentReader.FromText("bench", "Pulumi.bench.yaml", Encoding.UTF8.GetBytes(text), Day);
        return RotationStates.Of(EnvironmentPlan.From(reading.Intent ?? throw new InvalidOperationException(string.Join('\n', reading.Errors))));
    }

    private static CertificateAuthority Authority(ECDsa platform, Func<SigningKey, X509Certificate2> issue)
    {
        var key = SigningKey.Of(platform);
        return new CertificateAuthority(issue(key), key);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
