namespace Policies.Model;

/// <summary>Who makes a call.</summary>
public abstract record Caller
{
    private Caller()
    {
    }

    /// <summary>A workload of the fleet, through whatever proxy it has.</summary>
    /// <param name="Workload">The workload.</param>
    public sealed record OfWorkload(Workload Workload) : Caller
    {
        /// <inheritdoc/>
        public override string ToString() => Workload.ToString();
    }

    /// <summary>A peer that holds a certificate of the mesh and a proxy that uses it, wherever it runs.</summary>
    /// <param name="Uri">The certificate's URI, a SPIFFE ID as a rule.</param>
    /// <param name="Ip">Its address; null when it is not known.</param>
    public sealed record OfIdentity(string Uri, string? Ip = null) : Caller
    {
        /// <inheritdoc/>
        public override string ToString() => Uri;
    }

    /// <summary>Someone without a certificate.</summary>
    /// <param name="Ip">The address; null when it is not known.</param>
    public sealed record Outsider(string? Ip = null) : Caller
    {
        /// <inheritdoc/>
        public override string ToString() => Ip ?? "outsider";
    }
}
