namespace Policies.Modelling;

/// <summary>What of the fields of Linkerd's policies has a meaning here.</summary>
internal static class LinkerdMeanings
{
    private const string Group = "policy.linkerd.io";

    /// <summary>The kinds.</summary>
    internal static IReadOnlyList<KindMeaning> All { get; } =
    [
        new(
            Group,
            "Server",
            ["spec.podSelector", "spec.port", "spec.proxyProtocol", "spec.accessPolicy"],
            Because(("spec.externalWorkloadSelector", "it selects machines outside of the cluster, which no call of the input is about"))),
        new(Group, "ServerAuthorization", ["spec"], Because()),
        new(Group, "AuthorizationPolicy", ["spec"], Because()),
        new(Group, "MeshTLSAuthentication", ["spec"], Because()),
        new(Group, "NetworkAuthentication", ["spec"], Because()),
        new(
            Group,
            "HTTPRoute",
            ["spec.parentRefs", "spec.hostnames", "spec.rules.matches"],
            Because(
                ("spec.rules.backendRefs", "a route of a Server sends nothing elsewhere"),
                ("spec.rules.timeouts", "it limits how long an answer may take"),
                ("spec.rules.filters.type", "the filter's own fields say what it does"),
                ("spec.rules.filters.requestHeaderModifier", "it writes headers for the application, after the policies have read them"))),
    ];

    private static Dictionary<string, string> Because(params IEnumerable<(string Path, string Why)> neutral) =>
        neutral.ToDictionary(field => field.Path, field => field.Why, StringComparer.Ordinal);
}
