using Trust;

namespace Components.Intent;

/// <summary>Who calls: a closed choice.</summary>
public abstract record CallSource
{
    private CallSource()
    {
    }

    /// <summary>A workload of the intent, in this region or another.</summary>
    public sealed record FromWorkload : CallSource
    {
        /// <summary>The service's name.</summary>
        public required string Name { get; init; }

        /// <summary>Its namespace.</summary>
        public required string Namespace { get; init; }

        /// <summary>The region that it calls from.</summary>
        public required string Region { get; init; }

        /// <summary>Whether that is another region than the destination's; such calls arrive through the east-west gateway.</summary>
        public required bool Remote { get; init; }

        /// <summary>Its identity, in its own region's trust domain.</summary>
        public required SpiffeId Identity { get; init; }

        /// <summary>The labels of its pods.</summary>
        public required IReadOnlyDictionary<string, string> Labels { get; init; }

        /// <summary>What kind of server it is itself: one NATS server calls another as a leaf node.</summary>
        public ServerKind Kind { get; init; } = ServerKind.Mesh;
    }

    /// <summary>The region's ingress gateway (written <c>@ingress</c>).</summary>
    public sealed record FromIngress : CallSource
    {
        /// <summary>The gateway's identity.</summary>
        public required SpiffeId Identity { get; init; }
    }

    /// <summary>The region's Prometheus (written <c>@prometheus</c>); outside the mesh, so it scrapes in plaintext.</summary>
    public sealed record FromPrometheus : CallSource;

    /// <summary>Anyone who reaches the port, without an identity (written <c>@anyone</c>); only under an exception.</summary>
    public sealed record FromAnyone : CallSource;
}
