using Trust.Sealing;

namespace Infra.Cli.Render.Sealing;

/// <summary>The controllers' certificates that a command line names.</summary>
internal static class SealingCertificates
{
    private const string Hint = "fetch a region's with 'kubeseal --fetch-cert --context <context>'";

    /// <summary>Reads the certificate of every region.</summary>
    /// <param name="context">Where paths start from, and the clock that says what has expired.</param>
    /// <param name="regions">The regions of the plan.</param>
    /// <param name="arguments">A file for every region, or <c>region=file</c>.</param>
    /// <exception cref="CliFailure">Some region has none, several, or one that cannot be sealed for: all of it is told.</exception>
    public static IReadOnlyDictionary<string, SealingCertificate> Read(CliContext context, IReadOnlyList<string> regions, IReadOnlyList<string> arguments)
    {
        var certificates = new SortedDictionary<string, SealingCertificate>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var argument in arguments)
        {
            var (region, file) = Split(argument);
            if (region is not null && !regions.Contains(region, StringComparer.Ordinal))
            {
                problems.Add($"{argument}: no region is called '{region}'; there are {string.Join(", ", regions)}");
                continue;
            }

            if (Read(context, file, problems) is { } certificate)
            {
                problems.AddRange((region is null ? regions : [region]).Where(name => !certificates.TryAdd(name, certificate))
                    .Select(name => $"{argument}: region {name} has a certificate already"));
            }
        }

        if (problems.Count == 0)
        {
            problems.AddRange(regions.Where(region => !certificates.ContainsKey(region)).Select(region => $"region {region} has no --sealing-certificate"));
        }

        return problems.Count == 0 ? certificates : throw CliFailure.Usage(problems, Hint);
    }

    private static (string? Region, string File) Split(string argument) =>
        argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (argument[..at], argument[(at + 1)..]) : (null, argument);

    private static SealingCertificate? Read(CliContext context, string file, List<string> problems)
    {
        try
        {
            var certificate = SealingCertificate.Parse(File.ReadAllText(context.Resolve(file)));
            if (certificate.NotAfter >= context.Clock.GetUtcNow())
            {
                return certificate;
            }

            problems.Add($"{file}: the certificate has expired on {certificate.NotAfter:yyyy-MM-dd}; the controller has a newer one");
        }
        catch (FormatException e)
        {
            problems.Add($"{file}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{file}: {FileFault.Of(e)}");
        }

        return null;
    }
}
