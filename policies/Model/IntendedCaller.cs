namespace Policies.Model;

/// <summary>Who an intended call comes from.</summary>
public abstract record IntendedCaller
{
    private IntendedCaller()
    {
    }

    /// <summary>Whoever holds a certificate with this identity.</summary>
    /// <param name="SpiffeId">The identity, such as <c>spiffe://us.example/ns/shop/sa/orders</c>.</param>
    public sealed record Identity(string SpiffeId) : IntendedCaller;

    /// <summary>Anyone at all, without a certificate too.</summary>
    public sealed record Anyone : IntendedCaller;

    /// <summary>Anyone without a certificate whose address is in a block.</summary>
    /// <param name="Block">The addresses, such as <c>10.0.0.0/8</c>.</param>
    public sealed record Address(string Block) : IntendedCaller;
}
