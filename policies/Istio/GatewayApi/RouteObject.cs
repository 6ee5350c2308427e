using Manifests;
using Policies.Model;

namespace Policies.Istio.GatewayApi;

/// <summary>A route of the Gateway API as it was written.</summary>
/// <param name="Manifest">The object.</param>
/// <param name="Reference">What it is called.</param>
/// <param name="Index">Its place in the input.</param>
internal sealed record RouteObject(MapNode Manifest, ObjectReference Reference, int Index)
{
    /// <summary>Its namespace.</summary>
    public string Namespace => Reference.Namespace ?? ObjectNames.DefaultNamespace;

    /// <summary>Where it was written; null for objects that the program made.</summary>
    public SourceLocation? Source => Manifest.Mark is { } mark ? new SourceLocation(mark.File, mark.Line, mark.Column) : null;
}
