using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Calls;

/// <summary>Looks for one call of a class. Dimensions are independent but for tokens, whose claims need one, and for the name in a TLS hello.</summary>
internal sealed class WitnessSearch(CallUniverse universe, IReadOnlyList<Dimension> dimensions, IReadOnlyList<AtomSet> atoms)
{
    private const string Audience = "[aud]";

    /// <summary>The call; null where there is none.</summary>
    public CallWitness? Find()
    {
        if (atoms.Any(set => set.IsEmpty))
        {
            return null;
        }

        var serverName = First(DimensionKind.ServerName);
        var principal = First(DimensionKind.Principal);
        if (serverName is { Value: not null } && principal is not { Value: not null })
        {
            // In plaintext nobody names a server. A certificate is shown where one may be, else the connection is TLS of the application's own.
            principal = Last(DimensionKind.Principal) ?? new Found(universe.Principals.Sample!(0));
            if (principal is { Value: null } && !universe.TakesOpaqueTls)
            {
                return null;
            }
        }

        return Token() is not { } token
            ? null
            : new CallWitness
            {
                Principal = principal?.Value,
                SourceAddress = First(DimensionKind.SourceAddress)?.Value,
                RemoteAddress = First(DimensionKind.RemoteAddress)?.Value,
                ServerName = serverName?.Value,
                Method = First(DimensionKind.Method)?.Value,
                Path = First(DimensionKind.Path)?.Value,
                Host = HostLetters.Written(First(DimensionKind.Host)?.Value, First(DimensionKind.HostLetters)?.Value),
                Headers = Indices(DimensionKind.Header)
                    .Select(index => (dimensions[index].Key.Name, Value: dimensions[index].Witness(atoms[index].Atoms().First())))
                    .Where(header => header.Value is not null)
                    .ToDictionary(header => header.Name, header => header.Value!),
                Token = token.Value,
            };
    }

    private IEnumerable<int> Indices(DimensionKind kind) => Enumerable.Range(0, dimensions.Count).Where(index => dimensions[index].Key.Kind == kind);

    private Found? First(DimensionKind kind) => Choose(kind, set => set.Atoms().First());

    private Found? Last(DimensionKind kind) => Choose(kind, set => set.Atoms().Last());

    private Found? Choose(DimensionKind kind, Func<AtomSet, int> choose)
    {
        foreach (var index in Indices(kind))
        {
            return new Found(dimensions[index].Witness(choose(atoms[index])));
        }

        return null;
    }

    /// <summary>A token that has what the claims ask for, none where nothing asks for one; null where there cannot be such a token.</summary>
    private FoundToken? Token()
    {
        int[] claims = [.. Indices(DimensionKind.Claim)];
        int[] tokens = [.. Indices(DimensionKind.RequestPrincipal)];
        if (tokens is not [var at])
        {
            return new FoundToken(null);
        }

        if (atoms[at].Contains(0) && claims.All(index => atoms[index].Contains(0)))
        {
            return new FoundToken(null);
        }

        var dimension = (TokenDimension)dimensions[at];
        foreach (var atom in atoms[at].Atoms().Where(atom => atom != 0))
        {
            var issuer = universe.Issuers.First(issuer => issuer.Name == dimension.IssuerOf(atom));
            if (Claims(claims, issuer) is { } values)
            {
                return new FoundToken(new TokenWitness(issuer.Name, dimension.SubjectOf(atom), values));
            }
        }

        return null;
    }

    private Dictionary<string, IReadOnlyList<string>>? Claims(int[] indices, TokenIssuer issuer)
    {
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var index in indices)
        {
            if (!atoms[index].Contains(0))
            {
                Add(index);
            }
        }

        if (issuer.Audiences.Count > 0 && !values.GetValueOrDefault(Audience, []).Exists(issuer.Audiences.Contains))
        {
            var isAskedFor = indices.Any(index => Dimension(index).Claim == Audience);
            if (!isAskedFor)
            {
                values[Audience] = [issuer.Audiences[0]];
            }
            else if (indices.FirstOrDefault(index => atoms[index].Contains(1) && IsAudience(index), -1) is >= 0 and var audience)
            {
                Add(audience);
            }
            else
            {
                return null;
            }
        }

        return values.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value);

        ClaimDimension Dimension(int index) => (ClaimDimension)dimensions[index];

        bool IsAudience(int index) => Dimension(index).Claim == Audience && issuer.Audiences.Contains(Dimension(index).Witness(1));

        void Add(int index)
        {
            var claim = Dimension(index);
            values.TryAdd(claim.Claim, []);
            values[claim.Claim].Add(claim.Witness(1)!);
        }
    }

    private sealed record Found(string? Value);

    private sealed record FoundToken(TokenWitness? Value);
}
