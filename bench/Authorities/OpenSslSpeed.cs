using System.Globalization;
using Bench.Report;

namespace Bench.Authorities;

/// <summary>What <c>openssl speed</c> says of this machine, per second on one core.</summary>
/// <param name="SignaturesP256">ECDSA signatures on P-256.</param>
/// <param name="VerificationsP256">Their verifications.</param>
/// <param name="VerificationsP384">Verifications on P-384.</param>
internal sealed record OpenSslSpeed(double SignaturesP256, double VerificationsP256, double VerificationsP384)
{
    /// <summary>Runs it.</summary>
    public static async Task<OpenSslSpeed> MeasureAsync()
    {
        if (!ChildProcess.Exists("openssl"))
        {
            throw new InvalidOperationException("this measures beside openssl: apt-get install openssl");
        }

        var (output, _, _) = await ChildProcess.RunAsync("openssl", ["speed", "-seconds", "1", "ecdsap256", "ecdsap384"], Environment.CurrentDirectory);
        return new OpenSslSpeed(Rate(output, "(nistp256)", 0), Rate(output, "(nistp256)", 1), Rate(output, "(nistp384)", 1));
    }

    // 256 bits ecdsa (nistp256)   0.0000s   0.0001s  45000.0  15000.0
    private static double Rate(string output, string curve, int column)
    {
        var line = output.Split('\n').Single(each => each.Contains(curve, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^(2 - column)], CultureInfo.InvariantCulture);
    }
}
