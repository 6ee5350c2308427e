using System.Globalization;

namespace Policies.Model;

/// <summary>Names that Kubernetes fills in.</summary>
public static class ObjectNames
{
    private const int MostOnStack = 256;

    /// <summary>The namespace of an object that states none.</summary>
    public const string DefaultNamespace = "default";

    /// <summary>The service account of a pod that states none.</summary>
    public const string DefaultServiceAccount = "default";

    /// <summary>The host of a Kubernetes Service.</summary>
    public static string ServiceHost(string name, string @namespace, string clusterDomain) => $"{name}.{@namespace}.svc.{clusterDomain}";

    /// <summary>The identity that Istio gives to a service account; an <c>@</c> of the trust domain becomes a point, as in Istio.</summary>
    public static string Identity(string trustDomain, string @namespace, string serviceAccount) =>
        $"spiffe://{trustDomain.Replace('@', '.')}/ns/{@namespace}/sa/{serviceAccount}";

    /// <summary>Whether a text is that identity: the same as to compare them, without a text for each question.</summary>
    internal static bool IsIdentity(string text, string trustDomain, string @namespace, string serviceAccount)
    {
        Span<char> room = stackalloc char[MostOnStack];
        return room.TryWrite(CultureInfo.InvariantCulture, $"spiffe://{trustDomain.Replace('@', '.')}/ns/{@namespace}/sa/{serviceAccount}", out var length)
            ? text.AsSpan().SequenceEqual(room[..length])
            : text == Identity(trustDomain, @namespace, serviceAccount);
    }
}
