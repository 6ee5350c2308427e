namespace Policies.Model;

/// <summary>Names that Kubernetes fills in.</summary>
public static class ObjectNames
{
    /// <summary>The namespace of an object that states none.</summary>
    public const string DefaultNamespace = "default";

    /// <summary>The service account of a pod that states none.</summary>
    public const string DefaultServiceAccount = "default";

    /// <summary>The host of a Kubernetes Service.</summary>
    public static string ServiceHost(string name, string @namespace, string clusterDomain) => $"{name}.{@namespace}.svc.{clusterDomain}";

    /// <summary>The identity that Istio gives to a service account; an <c>@</c> of the trust domain becomes a point, as in Istio.</summary>
    public static string Identity(string trustDomain, string @namespace, string serviceAccount) =>
        $"spiffe://{trustDomain.Replace('@', '.')}/ns/{@namespace}/sa/{serviceAccount}";
}
