using Infra.Planning;
using Manifests;
using Manifests.Reading;
using Policies;
using Policies.Gating;
using Policies.Model;
using Policies.Rules;
using Policies.Statements;
using Policies.Symbolic.Intent;
using Policies.Symbolic.Servers;

namespace Infra.Cli.Verbs;

/// <summary>Checks manifests of any origin against the pinned schemas and the rules. What can be read is checked, whatever else cannot.</summary>
internal static class FilesCheck
{
    /// <summary>Runs the check.</summary>
    /// <param name="context">Where paths start from, and what <c>-</c> reads.</param>
    /// <param name="paths">Files, folders, or <c>-</c>.</param>
    /// <param name="statements">A file of statements; null for none.</param>
    /// <param name="config">A file of levels and suppressions; null for none.</param>
    public static CheckResult Of(CliContext context, IReadOnlyList<string> paths, string? statements, string? config)
    {
        var policy = config is null ? new FindingPolicy() : Policy(context, config);
        var findings = new List<Finding>();
        var objects = new List<MapNode>();
        var unreadable = false;
        IReadOnlyList<string> names = [.. paths.Select(path => path == NamedManifests.Stdin ? path : context.Name(path)).Distinct(StringComparer.Ordinal)];
        foreach (var path in names)
        {
            var result = NamedManifests.Read(context, path);
            var items = Directory.Exists(context.Resolve(path)) ? Objects(context, path, result.Items) : result.Items;
            findings.AddRange(result.Errors.Select(Unreadable));
            findings.AddRange(items.Where(item => !MeshInstallations.IsChartValues(item)).SelectMany(item => SchemaFindings.Of(item)));
            objects.AddRange(items);
            unreadable |= result.Errors.Count > 0;
        }

        // A folder with another name, or a pipe whose first command failed, would pass for manifests without a fault.
        if (objects.Count == 0 && !unreadable)
        {
            throw CliFailure.Unreadable(
                $"no Kubernetes object in {string.Join(", ", names)}", "give files or folders with .yaml, .yml or .json, or - for what is piped in");
        }

        var clusters = FileClusters.Read(context, [.. names.Where(path => path != NamedManifests.Stdin)]);
        findings.AddRange(clusters.Errors);
        unreadable |= clusters.Errors.Count > 0;
        var input = new RuleInput { Fleet = clusters.FleetOf(objects), Today = DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime) };
        var servers = new FleetServers(input.Fleet);
        findings.AddRange(Rulebook.Check(input).Concat(IntentFindings.Of(input.Fleet, servers)));
        findings.AddRange(StatementFindings.Of(StatementProof.Of(input.Fleet, statements is null ? [] : Statements(context, statements), servers)));
        findings.Sort(Finding.Order);
        return new CheckResult
        {
            Findings = policy.Apply(findings, input.Today),
            HeldBack = policy.HeldBack(findings, input.Today),
            Objects = objects.Count(item => !MeshInstallations.IsChartValues(item)),
            Refusal = unreadable ? ExitCode.Unreadable : null,
        };
    }

    private static FindingPolicy Policy(CliContext context, string file)
    {
        var (policy, errors) = FindingPolicyFile.Read(file, Bytes(context, file));
        return errors.Count == 0 ? policy : throw CliFailure.Usage([.. errors.Select(error => error.ToString())], "docs/checking.md describes the file");
    }

    private static IReadOnlyList<Statement> Statements(CliContext context, string file)
    {
        var (statements, errors) = StatementFile.Read(file, Bytes(context, file));
        return errors.Count == 0
            ? statements
            : throw CliFailure.Usage([.. errors.Select(error => error.ToString())], "docs/statements.md describes statements");
    }

    private static byte[] Bytes(CliContext context, string file)
    {
        try
        {
            return File.ReadAllBytes(context.Resolve(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{file}: {FileFault.Of(exception)}");
        }
    }

    /// <summary>
    /// Folders hold other YAML and JSON as well: values of other charts than istiod's, of which some have a <c>kind</c>, too, and our own snapshot. A file that
    /// was named by itself is meant to be an object, though.
    /// </summary>
    private static IReadOnlyList<MapNode> Objects(CliContext context, string folder, IReadOnlyList<MapNode> items)
    {
        var others = items
            .Where(item => !item.ContainsKey("apiVersion") && !(item.ContainsKey("kind") && item.ContainsKey("metadata")) && !MeshInstallations.IsChartValues(item))
            .ToHashSet(ReferenceEqualityComparer.Instance);
        if (others.Count > 0)
        {
            context.Console.Error.WriteLine(
                $"{folder}: left out {others.Count} documents that are no Kubernetes objects (no apiVersion, and no kind with metadata)");
        }

        return [.. items.Where(item => !others.Contains(item))];
    }

    private static Finding Unreadable(ReadError error) => new()
    {
        Rule = Catalogue.UnreadableManifest,
        Source = new SourceLocation(error.Mark.File, error.Mark.Line, error.Mark.Column),
        Message = error.Message,
        Remedy = error.Message.StartsWith("cannot ", StringComparison.Ordinal) ? "name a file or a folder that is there and may be read" : error.Remedy,
    };
}
