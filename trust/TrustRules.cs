using System.Globalization;

namespace Trust;

/// <summary>What follows from a <see cref="TrustRule"/>.</summary>
public static class TrustRules
{
    /// <summary>The code by which findings are known: <c>MTLS105</c>.</summary>
    public static string Code(this TrustRule rule) => string.Create(CultureInfo.InvariantCulture, $"MTLS{(int)rule}");
}
