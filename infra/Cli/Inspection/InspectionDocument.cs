using Infra.Cli.Authorities;
using Infra.Live;
using Manifests;
using Trust.Verification;

namespace Infra.Cli.Inspection;

/// <summary>The same for scripts.</summary>
internal static class InspectionDocument
{
    /// <summary>The document.</summary>
    public static MapNode Of(InspectionReport report) => Documents.Map(
        ("at", Instants.Write(report.At)),
        ("certificates", Documents.List(report.Certificates.Select(certificate => Certificate(certificate, report.At)))),
        ("proxies", Documents.List(report.Proxies.Select(Proxy))),
        ("findings", Documents.Findings(report.Findings)));

    private static Node Certificate(IssuedCertificate certificate, DateTimeOffset at) => Documents.Map(
        ("region", certificate.Region),
        ("namespace", certificate.Key.Namespace!),
        ("name", certificate.Key.Name),
        ("issuer", certificate.Issuer),
        ("revision", Text(certificate.Revision)),
        ("renewedFrom", Text(certificate.RenewedFrom)),
        ("chain", Documents.List((certificate.Issued?.Read ?? []).Select(read =>
        {
            var map = Documents.Map();
            Documents.Add(map, CertificateDescription.Of(read.Certificate), at);
            return (Node)map;
        }))));

    private static Node Proxy(ProxyCertificate proxy) => Documents.Map(
        ("region", proxy.Pod.Region!),
        ("namespace", proxy.Pod.Namespace!),
        ("pod", proxy.Pod.Name),
        ("proxy", proxy.Proxy),
        ("identity", Text(proxy.Identity)),
        ("planned", Text(proxy.Planned)),
        ("notAfter", Text(proxy.NotAfter is { } end ? Instants.Write(end) : null)),
        ("serialNumber", Text(proxy.Serial)),
        ("roots", Documents.Texts(proxy.Roots)));

    private static Node Text(string? text) => text is null ? ScalarNode.Null : text;
}
