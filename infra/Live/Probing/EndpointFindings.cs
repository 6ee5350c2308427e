using System.Diagnostics;
using Policies;
using Trust;
using Trust.Bundles;
using Trust.Verification;
using Trust.X509;

namespace Infra.Live.Probing;

/// <summary>What is wrong with a server, by what it did with a probe's clients.</summary>
internal sealed record EndpointFindings
{
    /// <summary>The server.</summary>
    public required TlsEndpoint Endpoint { get; init; }

    /// <summary>The roots that it is to end in; null leaves that open.</summary>
    public required Bundle? Bundle { get; init; }

    /// <summary>The SPIFFE ID that it is to have; null for any.</summary>
    public required SpiffeId? SpiffeId { get; init; }

    /// <summary>The DNS name that it is to have; null for any.</summary>
    public required DnsName? DnsName { get; init; }

    /// <summary>The instant for which windows are judged.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The findings.</summary>
    public IReadOnlyList<Finding> Of(EndpointReport report) =>
    [
        .. Own(report),
        .. Chain(report.Own).Select(finding => TrustCatalogue.Of(finding, Endpoint.ToString())),
        .. report.Refused.SelectMany(probe => Judge(probe.Kind, probe.Answer)),
    ];

    private IEnumerable<Finding> Own(EndpointReport report)
    {
        switch (report.Own.Answer.Kind)
        {
            case AnswerKind.Accepted when !report.HasCertificate && !report.IsOneWay:
                yield return Finding(LiveCatalogue.TakesAnybody, $"a client without a certificate is let in: {report.Own.Answer.Said}");
                break;
            case AnswerKind.Refused when report.HasCertificate || report.IsOneWay:
                yield return Finding(LiveCatalogue.OwnClientRefused, $"it refuses {(report.HasCertificate ? "the client with the given certificate" : "a client that it ought to take")}: {report.Own.Answer.Said}");
                break;
            case AnswerKind.Refused when report.Own.Chain.Count == 0:
                yield return Finding(LiveCatalogue.OwnClientRefused, $"it does not come to a certificate: {report.Own.Answer.Said}");
                break;
            case AnswerKind.Silent:
                yield return Finding(
                    LiveCatalogue.ProbeUndecided, $"a client {(report.HasCertificate ? "with the given" : "without a")} certificate: {report.Own.Answer.Said}");
                break;
        }
    }

    private IEnumerable<TrustFinding> Chain(ProbedHandshake handshake)
    {
        if (handshake.Chain is not [var leaf, ..])
        {
            return [];
        }

        if (Bundle is { } bundle)
        {
            return new PeerVerification
            {
                Leaf = leaf,
                Intermediates = [.. handshake.Chain.Skip(1)],
                Bundle = bundle,
                At = At,
                Usage = ExtendedKeyUsage.ServerAuth,
                SpiffeId = SpiffeId,
                DnsName = DnsName,
            }.Verdict().Findings;
        }

        return
        [
            .. handshake.Chain.SelectMany(each => CertificateRules.CheckStrength(each).Concat(WindowRules.Check(each, At))),
            .. CertificateRules.CheckChainSize(handshake.Chain),
            .. SpiffeId is { } id ? NameRules.Check(leaf, id) : [],
            .. DnsName is { } name ? NameRules.Check(leaf, name) : [],
        ];
    }

    private IEnumerable<Finding> Judge(ProbeKind kind, Answer answer) => answer.Kind switch
    {
        AnswerKind.Refused => [],
        AnswerKind.Silent => [Finding(LiveCatalogue.ProbeUndecided, $"{Words(kind)}: {answer.Said}")],
        _ => [Finding(Rule(kind), $"{Words(kind)} is let in: {answer.Said}")],
    };

    private static Rule Rule(ProbeKind kind) => kind switch
    {
        ProbeKind.Plaintext => LiveCatalogue.TakesPlaintext,
        ProbeKind.NoCertificate => LiveCatalogue.TakesAnybody,
        ProbeKind.ForeignRoot => LiveCatalogue.TakesStrangers,
        ProbeKind.Tls12 => LiveCatalogue.TakesTls12,
        _ => throw new UnreachableException(),
    };

    /// <summary>A client in words.</summary>
    public static string Words(ProbeKind kind) => kind switch
    {
        ProbeKind.Plaintext => "a client without TLS",
        ProbeKind.NoCertificate => "a client without a certificate",
        ProbeKind.ForeignRoot => "a client of an unknown root",
        ProbeKind.Tls12 => "a client of TLS 1.2",
        _ => throw new UnreachableException(),
    };

    private Finding Finding(Rule rule, string message) => new() { Rule = rule, Source = new SourceLocation(Endpoint.ToString()), Message = message };
}
