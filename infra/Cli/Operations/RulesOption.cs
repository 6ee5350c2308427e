using System.CommandLine;
using Infra.Live;

namespace Infra.Cli.Operations;

/// <summary>Where a verb learns which rules are loaded: from each region's Prometheus, or from what one has answered.</summary>
internal sealed class RulesOption : Option<string[]>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Builds the option.</summary>
    public RulesOption()
        : base("--rules")
    {
        Description = "a Prometheus, or a file with what its /api/v1/rules answered: are the plan's alert rules loaded? For one region <region>=, otherwise for all; may be repeated";
        HelpName = "[region=]url|file";
        AllowMultipleArgumentsPerToken = true;
    }

    /// <summary>The rules by region; none for a region that nothing was said about.</summary>
    /// <exception cref="CliFailure">A source is of no region, does not answer, or is something else.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<LoadedRule>>> ReadAsync(ParseResult arguments, CliContext context, IReadOnlyList<string> regions)
    {
        var read = new Dictionary<string, IReadOnlyList<LoadedRule>>(StringComparer.Ordinal);
        foreach (var argument in arguments.GetValue(this) ?? [])
        {
            var (region, source) = Split(argument);
            if (region is not null && !regions.Contains(region, StringComparer.Ordinal))
            {
                throw CliFailure.Usage(
                    [$"--rules {PlainText.Line(argument)}: there is no region {PlainText.Line(region)}"], $"regions: {string.Join(", ", regions)}");
            }

            var rules = await ReadAsync(context, source);
            foreach (var name in region is null ? regions : [region])
            {
                read[name] = [.. read.GetValueOrDefault(name, []), .. rules];
            }
        }

        return read;
    }

    /// <summary>An address may hold an equals sign too, behind its slashes.</summary>
    private static (string? Region, string Source) Split(string argument)
    {
        var (equals, slash) = (argument.IndexOf('=', StringComparison.Ordinal), argument.IndexOf('/', StringComparison.Ordinal));
        return equals > 0 && (slash < 0 || equals < slash) ? (argument[..equals], argument[(equals + 1)..]) : (null, argument);
    }

    private static async Task<IReadOnlyList<LoadedRule>> ReadAsync(CliContext context, string source)
    {
        try
        {
            return LoadedRules.Read(Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? await AskAsync(address)
                : await File.ReadAllTextAsync(context.Resolve(source)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or HttpRequestException)
        {
            // Of a connection, the outermost message says only that something failed.
            var message = (e is HttpRequestException ? e.GetBaseException() : e).Message.TrimEnd('.');
            throw CliFailure.Unreadable(
                $"--rules {PlainText.Line(source)}: {PlainText.Line(message)}",
                "for example kubectl -n monitoring port-forward svc/prometheus-operated 9090, and --rules http://localhost:9090");
        }
        catch (TaskCanceledException)
        {
            throw CliFailure.Unreadable($"--rules {PlainText.Line(source)}: no answer within {Limit.TotalSeconds:0} s");
        }
    }

    private static async Task<string> AskAsync(Uri address)
    {
        using var http = new HttpClient { Timeout = Limit };
        using var response = await http.GetAsync(new Uri($"{address.AbsoluteUri.TrimEnd('/')}/api/v1/rules"));
        return await response.Content.ReadAsStringAsync();
    }
}
