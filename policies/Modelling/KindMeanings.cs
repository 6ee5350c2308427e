namespace Policies.Modelling;

/// <summary>The kinds whose objects decide about calls, and what of their fields has a meaning here.</summary>
/// <remarks>Kinds that are not in the list are not asked about calls at all; those of them that may decide are named by <see cref="OpenQuestions"/>.</remarks>
internal static class KindMeanings
{
    private const string Security = "security.istio.io";
    private const string Networking = "networking.istio.io";
    private const string GatewayApi = "gateway.networking.k8s.io";
    private const string ForLimits = "it limits how much is sent at once, and to whom not at all";
    private const string ForWatching = "it says what is written down about calls, and decides about none";
    private const string ForCertificates = "it says which certificate is shown or checked: that those of servers and clients outside of the mesh fit is not judged";
    private const string ForChoice = "it says which of several endpoints answers, and each of them is asked";

    private static readonly string[] CertificateFields =
    [
        "caCertCredentialName", "caCertificates", "caCrl", "cipherSuites", "credentialName", "credentialNames", "maxProtocolVersion", "minProtocolVersion", "privateKey",
        "serverCertificate", "subjectAltNames", "tlsCertificates", "verifyCertificateHash", "verifyCertificateSpki",
    ];

    private static readonly Dictionary<(string Group, string Kind), KindMeaning> ByKind = new KindMeaning[]
    {
        Whole(Security, "AuthorizationPolicy"),
        Whole(Security, "PeerAuthentication"),
        Whole("networking.k8s.io", "NetworkPolicy"),
        new(
            Security,
            "RequestAuthentication",
            [
                "spec.selector", "spec.targetRef", "spec.targetRefs", "spec.jwtRules.issuer", "spec.jwtRules.audiences", "spec.jwtRules.fromHeaders",
                "spec.jwtRules.fromParams", "spec.jwtRules.fromCookies", "spec.jwtRules.spaceDelimitedClaims",
            ],
            Because(
                ("spec.jwtRules.jwks", "a call of the input says whether its token verifies"),
                ("spec.jwtRules.jwksUri", "a call of the input says whether its token verifies"),
                ("spec.jwtRules.jwks_uri", "a call of the input says whether its token verifies"),
                ("spec.jwtRules.timeout", "a call of the input says whether its token verifies"),
                ("spec.jwtRules.outputClaimToHeaders", "it writes headers for the application; where a policy reads one of them the verdict is open"),
                ("spec.jwtRules.outputPayloadToHeader", "it writes a header for the application; where a policy reads it the verdict is open"),
                ("spec.jwtRules.forwardOriginalToken", "it is about what the application gets to see"))),
        new(
            Networking,
            "DestinationRule",
            [
                "spec.host", "spec.exportTo", "spec.workloadSelector", "spec.subsets.name", "spec.subsets.labels",
                .. TrafficPolicies.SelectMany(policy => new[] { $"{policy}.tls.mode", $"{policy}.tls.sni", $"{policy}.tls.subjectAltNames", $"{policy}.tls.credentialName", $"{policy}.loadBalancer.simple" }),
                "spec.trafficPolicy.portLevelSettings.port", "spec.subsets.trafficPolicy.portLevelSettings.port",
            ],
            Because(
            [
                .. TrafficPolicies.SelectMany(policy => new[]
                {
                    ($"{policy}.connectionPool", ForLimits),
                    ($"{policy}.retryBudget", ForLimits),
                    ($"{policy}.outlierDetection", ForChoice),
                    ($"{policy}.loadBalancer.consistentHash", ForChoice),
                    ($"{policy}.loadBalancer.localityLbSetting", ForChoice),
                    ($"{policy}.loadBalancer.warmup", ForChoice),
                    ($"{policy}.loadBalancer.warmupDurationSecs", ForChoice),
                    ($"{policy}.tls.clientCertificate", ForCertificates),
                    ($"{policy}.tls.privateKey", ForCertificates),
                    ($"{policy}.tls.caCertificates", ForCertificates),
                    ($"{policy}.tls.caCrl", ForCertificates),
                    ($"{policy}.tls.insecureSkipVerify", ForCertificates),
                }),
            ])),
        new(
            Networking,
            "Sidecar",
            ["spec.workloadSelector", "spec.egress.hosts", "spec.egress.port", "spec.ingress.port", "spec.ingress.tls.mode", "spec.outboundTrafficPolicy.mode"],
            Because(
            [
                ("spec.ingress.defaultEndpoint", "it says where the pod's own proxy passes on what it has let in"),
                ("spec.ingress.connectionPool", ForLimits),
                ("spec.inboundConnectionPool", ForLimits),
                .. Certificates("spec.ingress.tls"),
            ])),
        new(
            Networking,
            "VirtualService",
            [
                "spec.hosts", "spec.gateways", "spec.exportTo", "spec.tcp", "spec.tls", "spec.http.route.destination", "spec.http.route.weight",
                "spec.http.headers.request", "spec.http.route.headers.request", "spec.http.redirect", "spec.http.directResponse", "spec.http.rewrite", "spec.http.delegate", "spec.http.fault.abort",
                .. new[] { "uri", "ignoreUriCase", "method", "authority", "scheme", "headers", "withoutHeaders", "queryParams", "port", "gateways", "sourceLabels", "sourceNamespace" }
                    .Select(field => $"spec.http.match.{field}"),
            ],
            Because(
                ("spec.http.name", "it is a name for people"),
                ("spec.http.match.name", "it is a name for people"),
                ("spec.http.match.statPrefix", "it is a name of metrics"),
                ("spec.http.timeout", ForLimits),
                ("spec.http.retries", "a request that is sent again meets the same policies"),
                ("spec.http.fault.delay", "it makes requests slow, and stops none"),
                ("spec.http.mirror", "nobody waits for the answer to a copy; the copy is a call of its own"),
                ("spec.http.mirrors", "nobody waits for the answer to a copy; the copy is a call of its own"),
                ("spec.http.mirrorPercent", "nobody waits for the answer to a copy; the copy is a call of its own"),
                ("spec.http.mirror_percent", "nobody waits for the answer to a copy; the copy is a call of its own"),
                ("spec.http.mirrorPercentage", "nobody waits for the answer to a copy; the copy is a call of its own"),
                ("spec.http.corsPolicy", "it tells browsers what scripts may read"),
                ("spec.http.headers.response", "it is about the answer"),
                ("spec.http.route.headers.response", "it is about the answer"))),
        new(
            Networking,
            "ServiceEntry",
            [
                "spec.hosts", "spec.addresses", "spec.ports", "spec.location", "spec.resolution", "spec.exportTo", "spec.workloadSelector", "spec.subjectAltNames",
                "spec.endpoints.address", "spec.endpoints.ports", "spec.endpoints.labels", "spec.endpoints.serviceAccount",
            ],
            Because(("spec.endpoints.locality", ForChoice), ("spec.endpoints.weight", ForChoice))),
        new(
            Networking,
            "Gateway",
            ["spec.selector", "spec.servers.port", "spec.servers.hosts", "spec.servers.tls.mode", "spec.servers.tls.httpsRedirect"],
            Because([("spec.servers.name", "it is a name of metrics"), .. Certificates("spec.servers.tls")])),
        new(
            GatewayApi,
            "Gateway",
            [
                "spec.gatewayClassName", "spec.addresses", "spec.infrastructure", "spec.listeners.name", "spec.listeners.port", "spec.listeners.protocol",
                "spec.listeners.hostname", "spec.listeners.tls.mode", "spec.listeners.tls.options", "spec.tls.frontend",
            ],
            Because(("spec.listeners.tls.certificateRefs", ForCertificates), ("spec.listeners.allowedRoutes", "it says where routes behind the gateway may come from"))),
        new(
            "telemetry.istio.io",
            "Telemetry",
            [],
            Because(
                ("spec.accessLogging", ForWatching), ("spec.metrics", ForWatching), ("spec.tracing", ForWatching),
                ("spec.selector", ForWatching), ("spec.targetRef", ForWatching), ("spec.targetRefs", ForWatching))),
    }.Concat(LinkerdMeanings.All).ToDictionary(meaning => (meaning.Group, meaning.Kind));

    /// <summary>Every kind of the list.</summary>
    internal static IReadOnlyCollection<KindMeaning> All => ByKind.Values;

    private static string[] TrafficPolicies =>
        ["spec.trafficPolicy", "spec.trafficPolicy.portLevelSettings", "spec.subsets.trafficPolicy", "spec.subsets.trafficPolicy.portLevelSettings"];

    /// <summary>The meaning of a kind; null for one that is not in the list.</summary>
    internal static KindMeaning? Of(string group, string kind) => ByKind.GetValueOrDefault((group, kind));

    private static KindMeaning Whole(string group, string kind) => new(group, kind, ["spec"], Because());

    private static IEnumerable<(string Path, string Why)> Certificates(string tls) => CertificateFields.Select(field => ($"{tls}.{field}", ForCertificates));

    private static Dictionary<string, string> Because(params IEnumerable<(string Path, string Why)> neutral) =>
        neutral.ToDictionary(field => field.Path, field => field.Why, StringComparer.Ordinal);
}
