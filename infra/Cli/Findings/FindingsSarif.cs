using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Policies;
using Policies.Gating;

namespace Infra.Cli.Findings;

/// <summary>Findings as SARIF 2.1.0 (OASIS), in the part of it that code scanning ingests.</summary>
internal static class FindingsSarif
{
    /// <summary>Writes the document: one run, its rules in the catalogue's order, one result per finding.</summary>
    /// <param name="to">Where it goes.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="artifact">The file of findings without a place of their own, since code scanning takes no result without a file; null for none.</param>
    public static void Write(TextWriter to, IReadOnlyList<Finding> findings, string? artifact) => to.Write(JsonOutput.Text(json =>
    {
        var rules = Catalogue.All.Where(rule => findings.Any(finding => finding.Rule == rule)).ToList();
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules);
        json.WriteStartArray("results");
        foreach (var finding in findings)
        {
            WriteResult(json, finding, rules.IndexOf(finding.Rule), artifact);
        }

        json.WriteEndArray();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }));

    private static void WriteTool(Utf8JsonWriter json, List<Rule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", Help.Syntax.Program);
        json.WriteString("semanticVersion", BuildInfo.OfProgram().Version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            WriteText(json, "shortDescription", rule.Title);
            json.WriteStartObject("help");
            json.WriteString("text", rule.Remedy);
            json.WriteString("markdown", RulePage.Read(rule));
            json.WriteEndObject();
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Level));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, int ruleIndex, string? artifact)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Code);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Level));
        WriteText(json, "message", $"{finding.Message}; fix: {FindingsReport.Remedy(finding)}");
        json.WriteStartArray("locations");
        if ((finding.Source?.File ?? artifact) is not null || finding.Subject is not null)
        {
            WriteLocation(json, finding, artifact);
        }

        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("finding/v1", Fingerprint(finding));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Finding finding, string? artifact)
    {
        json.WriteStartObject();
        if ((finding.Source?.File ?? artifact) is { } file)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", Uri(file));
            json.WriteEndObject();
            if (finding.Source?.Line is { } line)
            {
                json.WriteStartObject("region");
                json.WriteNumber("startLine", line);
                json.WriteOptional("startColumn", finding.Source.Column);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        if (finding.Subject is { } subject)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", subject.ToString());
            json.WriteString("kind", "resource");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(FindingLevel level) => level == FindingLevel.Info ? "note" : FindingsReport.Word(level);

    // A relative URI reference, with forward slashes and each segment escaped; a whole URI for a file that lies elsewhere.
    private static string Uri(string file) =>
        Path.IsPathRooted(file) ? new Uri(file).AbsoluteUri : string.Join('/', file.Replace('\\', '/').Split('/').Select(System.Uri.EscapeDataString));

    // Without the line, so that a finding stays the same finding when text above it moves.
    private static string Fingerprint(Finding finding) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Baseline.IdentityOf(finding)}\n{finding.Source?.File}")))[..32];
}
