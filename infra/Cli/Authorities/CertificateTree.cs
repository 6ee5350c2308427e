using Spectre.Console;
using Trust.Verification;

namespace Infra.Cli.Authorities;

/// <summary>A certificate in words, as lines below a node of a tree.</summary>
internal static class CertificateTree
{
    private const int ShownNames = 10;
    private const int TermWidth = 12;

    /// <summary>Adds the lines.</summary>
    /// <param name="node">The node.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="at">The instant from which the days that are left count.</param>
    /// <param name="place">The columns of a line's text; null for as many as it takes.</param>
    public static void Add(TreeNode node, CertificateDescription certificate, DateTimeOffset at, int? place = null)
    {
        Line("subject", certificate.Subject.Length > 0 ? certificate.Subject : "none");
        Line("key", $"{certificate.Key}, {certificate.Role}");
        Line("valid", $"{certificate.NotBefore:u} to {certificate.NotAfter:u}, {Documents.DaysLeft(certificate.NotAfter, at)}");
        Line("SHA-256", ShortFingerprint.Of(certificate.Fingerprint.ColonHex, place - TermWidth - 1));
        Line("constraints", certificate.Constraints.Count == 0 ? "none" : string.Join("; ", certificate.Constraints));

        void Line(string term, string text) => node.AddNode(new Text($"{term,-TermWidth} {PlainText.Line(text)}"));
    }

    /// <summary>Adds the lines that a certificate of unknown origin needs besides.</summary>
    public static void AddOrigin(TreeNode node, CertificateDescription certificate)
    {
        Line("issuer", certificate.Issuer.Length > 0 ? certificate.Issuer : "none");
        Line("serial", certificate.SerialNumber);
        Line("signed with", certificate.Signature);
        Line("usages", certificate.Usages.Count == 0 ? "any" : string.Join(", ", certificate.Usages));
        var (names, more) = (certificate.AlternativeNames.Take(ShownNames), certificate.AlternativeNames.Count - ShownNames);
        Line("names", certificate.AlternativeNames.Count == 0 ? "none" : $"{string.Join(", ", names)}{(more > 0 ? $", and {more} more" : "")}");

        void Line(string term, string text) => node.AddNode(new Text($"{term,-TermWidth} {PlainText.Line(text)}"));
    }
}
