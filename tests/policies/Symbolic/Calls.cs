using Policies.Symbolic.Calls;

namespace Tests.Policies.Symbolic;

/// <summary>Calls as the tests make them.</summary>
internal static class Calls
{
    /// <summary>What arrives in a mesh with one trust domain.</summary>
    public static CallUniverse Universe { get; } = new() { TrustDomains = ["us.example"] };
}
