namespace Trust.Hierarchy;

/// <summary>Who signs with an intermediate's key. Each signer has a key of its own, so that losing one does not lose the other.</summary>
public enum IntermediateUse
{
    /// <summary>Istiod, for the workloads of the mesh.</summary>
    Mesh,

    /// <summary>cert-manager, for servers and clients outside the mesh.</summary>
    Workloads,
}
