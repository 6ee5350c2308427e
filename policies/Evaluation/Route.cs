using Policies.Evaluation.Authorization;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>Everything about a call that does not depend on its request.</summary>
internal sealed class Route
{
    private static readonly RequestView NoRequest = new("", "", "", null, new Dictionary<string, string>(), null, new HashSet<string>());

    private static readonly LayerAnswer NoProxy = new()
    {
        Layer = Layer.Authorization,
        Allow = true,
        DecidedBy = "no proxy",
        Reason = "no proxy of Istio takes the connection that would ask a policy",
    };

    private readonly IReadOnlyList<LayerAnswer> _layers;
    private readonly LayerAnswer? _undecided;
    private readonly Transport _transport;
    private readonly AuthorizationChain? _chain;
    private readonly JwtCheck? _tokens;
    private readonly PathNormalizationType _normalization;
    private readonly string? _authority;
    private readonly Verdict? _final;
    private readonly Func<HttpCall?, LayerAnswer>? _authorize;

    internal Route(IReadOnlyList<LayerAnswer> layers, RouteContext context, AuthorizationChain? chain, JwtCheck? tokens)
    {
        _layers = layers;
        _undecided = Verdict.Undecided(layers);
        _transport = context.Transport;
        _chain = chain;
        _tokens = tokens;
        _normalization = context.Server.Cluster.Mesh.PathNormalization;
        _authority = context.Call.Service?.Host;
        _final = layers[^1].Allow == false ? new Verdict(_transport, [.. layers.Take(layers.Count - 1)], layers[^1])
            : chain is null ? new Verdict(_transport, layers, NoProxy)
            : tokens is null ? new Verdict(_transport, layers, chain.Decide(NoRequest))
            : null;
    }

    /// <summary>A route whose requests somebody else than a proxy of Istio authorizes.</summary>
    internal Route(IReadOnlyList<LayerAnswer> layers, RouteContext context, Func<HttpCall?, LayerAnswer> authorize)
    {
        _layers = layers;
        _undecided = Verdict.Undecided(layers);
        _transport = context.Transport;
        _authorize = authorize;
    }

    internal Verdict Decide(HttpCall? request) =>
        _final ?? new Verdict(_transport, _layers, _undecided, _authorize?.Invoke(request) ?? Ask(request ?? new HttpCall()));

    private LayerAnswer Ask(HttpCall request)
    {
        var (claims, words, refusal) = _tokens!.Check(request);
        if (refusal is not null)
        {
            return refusal;
        }

        if (RequestPath.Of(request.Path, _normalization) is not { } path)
        {
            return new LayerAnswer
            {
                Layer = Layer.Authorization,
                Allow = false,
                DecidedBy = "path normalization",
                Reason = "the proxy answers 400 to a path that it cannot normalize",
            };
        }

        return _chain!.Decide(new RequestView(request.Method, path.Bare, path.Full, request.Host ?? _authority, request.Headers, claims, words, request.Metadata));
    }
}
