namespace Policies.Evaluation;

/// <summary>One of the things that a call has to pass.</summary>
internal interface ILayer
{
    /// <summary>What the layer says of the call, as far as it does not depend on the request.</summary>
    LayerAnswer Answer(RouteContext context);
}
