using System.Text.Json.Serialization;

namespace Policies.Model;

/// <summary>Who intended calls come from.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(IntendedCaller.Identity), "identity")]
[JsonDerivedType(typeof(IntendedCaller.NoIdentity), "no-identity")]
[JsonDerivedType(typeof(IntendedCaller.Anyone), "anyone")]
public abstract record IntendedCaller
{
    private IntendedCaller()
    {
    }

    /// <summary>Whoever holds a certificate with this identity.</summary>
    /// <param name="SpiffeId">
    /// The identity as the server's proxy sees it, such as <c>spiffe://us.example/ns/shop/sa/orders</c>; for a server in Linkerd's mesh the name in the
    /// client's certificate, such as <c>orders.shop.serviceaccount.identity.linkerd.us.example</c>.
    /// </param>
    public sealed record Identity(string SpiffeId) : IntendedCaller;

    /// <summary>Whoever shows no certificate.</summary>
    public sealed record NoIdentity : IntendedCaller;

    /// <summary>Anyone at all, without a certificate too.</summary>
    public sealed record Anyone : IntendedCaller;
}
