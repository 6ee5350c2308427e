using System.Net;
using Policies.Symbolic.Addresses;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Calls;

/// <summary>Finds the place of one call in a split.</summary>
internal static class CallAtoms
{
    /// <summary>The atom of the call in a dimension; -1 where its value cannot occur; null where it does not say.</summary>
    public static int? Of(Dimension dimension, CallWitness call) => dimension switch
    {
        TextDimension { Key.Kind: DimensionKind.Principal } text => text.AtomOf(call.Principal),
        TextDimension { Key.Kind: DimensionKind.ServerName } text => text.AtomOf(call.ServerName),
        TextDimension { Key.Kind: DimensionKind.Header } text => text.AtomOf(call.Headers.GetValueOrDefault(text.Key.Name)),
        TextDimension { Key.Kind: DimensionKind.Method } text => call.Method is null ? null : text.AtomOf(call.Method),
        TextDimension { Key.Kind: DimensionKind.Path } text => call.Path is null ? null : text.AtomOf(call.Path),
        TextDimension { Key.Kind: DimensionKind.Host } text => call.Host is null ? null : text.AtomOf(call.Host.ToLowerInvariant()),
        TextDimension { Key.Kind: DimensionKind.HostLetters } text => call.Host is null ? null : text.AtomOf(HostLetters.Of(call.Host)),
        AddressDimension { Key.Kind: DimensionKind.SourceAddress } address => Address(address, call.SourceAddress),
        AddressDimension address => Address(address, call.RemoteAddress),
        TokenDimension token => token.AtomOf(call.Token?.Issuer, call.Token?.Subject),
        ClaimDimension claim => Has(claim, call) ? 1 : 0,
        _ => null,
    };

    private static int? Address(AddressDimension dimension, string? address) =>
        IPAddress.TryParse(address, out var parsed) ? dimension.AtomOf(parsed) : null;

    private static bool Has(ClaimDimension claim, CallWitness call) =>
        call.Token?.Claims.GetValueOrDefault(claim.Claim)?.Any(claim.IsOfThisKind) == true;
}
