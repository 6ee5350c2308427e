using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Policies.Pack.Grpc;
using Policies.Pack.Wire;

namespace Policies.Pack;

/// <summary>
/// Pulumi's <c>Analyzer</c> service over the rules. The engine calls <c>Handshake</c>, <c>ConfigureStack</c>, <c>GetAnalyzerInfo</c> and
/// <c>Configure</c> once, then <c>Remediate</c> and <c>Analyze</c> for each resource, several at once, and <c>AnalyzeStack</c> at the end.
/// </summary>
/// <param name="stop">Ends the pack.</param>
/// <param name="clock">Tells the day, which the ends of exceptions and certificates are compared with.</param>
internal sealed class AnalyzerService(Action stop, TimeProvider clock)
{
    private volatile PolicyLevels _levels = PolicyLevels.Default;

    /// <summary>What the engine can call.</summary>
    public IEnumerable<GrpcMethod> Methods =>
    [
        Method<AnalyzerHandshakeRequest>("Handshake", _ => new AnalyzerHandshakeResponse()),
        Method<AnalyzerStackConfigureRequest>("ConfigureStack", _ => new AnalyzerStackConfigureResponse()),
        Method<Empty>("GetAnalyzerInfo", _ => Describe()),
        Method<Empty>("GetPluginInfo", _ => new PluginInfo { Version = PackPolicies.Version }),
        Method<ConfigureAnalyzerRequest>("Configure", Configure),
        Method<AnalyzeRequest>("Analyze", request => ResourceAnalysis.Of(request, _levels, Today)),
        Method<AnalyzeStackRequest>("AnalyzeStack", request => StackAnalysis.Of(request, _levels, Today)),
        Method<AnalyzeRequest>("Remediate", _ => new RemediateResponse()),
        Method<Empty>("Cancel", Cancel),
    ];

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static GrpcMethod Method<TRequest>(string name, Func<TRequest, IMessage> answer)
        where TRequest : IMessage<TRequest>, new() =>
        GrpcMethod.Of($"/pulumirpc.Analyzer/{name}", answer);

    private static AnalyzerInfo Describe() => new()
    {
        Name = PackPolicies.Name,
        DisplayName = "Zero-trust mTLS",
        Description = "Kubernetes, Istio and cert-manager objects against pinned schemas and rules",
        Version = PackPolicies.Version,
        SupportsConfig = true,
        Policies =
        {
            PackPolicies.OfResources.Select(rule => PackPolicies.Describe(rule, PolicyType.Resource)),
            PackPolicies.OfStacks.Select(rule => PackPolicies.Describe(rule, PolicyType.Stack)),
        },
    };

    private Empty Configure(ConfigureAnalyzerRequest request)
    {
        _levels = PolicyLevels.Of(request.PolicyConfig);
        return new Empty();
    }

    private Empty Cancel(Empty request)
    {
        stop();
        return request;
    }
}
