namespace Policies.Model;

/// <summary>Where Istio learns of a service.</summary>
public enum ServiceRegistry
{
    /// <summary>A Kubernetes Service.</summary>
    Kubernetes,

    /// <summary>A ServiceEntry.</summary>
    External,
}
