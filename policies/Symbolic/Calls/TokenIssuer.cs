namespace Policies.Symbolic.Calls;

/// <summary>An issuer whose tokens a workload takes (<c>RequestAuthentication</c>).</summary>
/// <param name="Name">The claim <c>iss</c>.</param>
/// <param name="Audiences">The audiences of which a token must have one; empty where it need not.</param>
internal sealed record TokenIssuer(string Name, IReadOnlyList<string> Audiences);
