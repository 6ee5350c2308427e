using System.Xml;
using Policies;

namespace Infra.Cli.Findings;

/// <summary>
/// Findings as JUnit XML: one test case per rule that found something and per object or file that it is about; a case fails when its
/// findings are errors or warnings. A run without findings is one case that passes, since CI systems take an empty report for a mistake.
/// </summary>
internal static class FindingsJunit
{
    /// <summary>Writes the document.</summary>
    public static void Write(TextWriter to, IReadOnlyList<Finding> findings)
    {
        var cases = findings.GroupBy(finding => (finding.Rule, Name: Name(finding))).ToList();
        var failures = cases.Count(Fails);
        // The text writer does not know that its bytes will be UTF-8, so the declaration is ours.
        to.WriteLine("""<?xml version="1.0" encoding="UTF-8"?>""");
        using (var xml = XmlWriter.Create(to, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "infra check");
            xml.WriteAttributeString("tests", $"{Math.Max(1, cases.Count)}");
            xml.WriteAttributeString("failures", $"{failures}");
            if (cases.Count == 0)
            {
                StartCase(xml, "check", "no findings");
                xml.WriteEndElement();
            }

            foreach (var group in cases)
            {
                StartCase(xml, group.Key.Rule.Code, group.Key.Name);
                WriteOutcome(xml, group);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        to.WriteLine();
    }

    private static void WriteOutcome(XmlWriter xml, IGrouping<(Rule Rule, string Name), Finding> findings)
    {
        var text = string.Join('\n', findings.Select(finding =>
            $"{(finding.Source is null ? "" : $"{finding.Source}: ")}{FindingsReport.Message(finding)}\nfix: {FindingsReport.Remedy(finding)}"));
        if (!Fails(findings))
        {
            xml.WriteElementString("system-out", text);
            return;
        }

        xml.WriteStartElement("failure");
        xml.WriteAttributeString("type", FindingsReport.Word(findings.Max(finding => finding.Level)));
        xml.WriteAttributeString("message", findings.Key.Rule.Title);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void StartCase(XmlWriter xml, string className, string name)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", className);
        xml.WriteAttributeString("name", name);
    }

    private static bool Fails(IGrouping<(Rule Rule, string Name), Finding> findings) => findings.Any(finding => finding.Level >= FindingLevel.Warning);

    private static string Name(Finding finding) =>
        PlainText.Line(finding.Subject?.ToString() ?? finding.Source?.File ?? finding.Rule.Title);
}
