namespace Components.Pki;

/// <summary>The region's <c>ClusterIssuer</c> for workloads outside the mesh, on a CA of its own beside istiod's.</summary>
public static class WorkloadIssuer
{
    /// <summary>The issuer's name, the same in every region.</summary>
    public const string Name = "workload-ca";

    /// <summary>The Secret beside cert-manager that holds the CA's certificate and key.</summary>
    public const string SecretName = "workload-ca";

    /// <summary>How a Certificate names it.</summary>
    public static IssuerName Reference { get; } = new(Name, "ClusterIssuer", "cert-manager.io");
}
