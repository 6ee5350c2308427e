using System.Globalization;
using System.Text.RegularExpressions;

namespace Components.Workloads;

/// <summary>Which images can tell callers apart by their SPIFFE IDs, as far as an image's name says what is in it.</summary>
internal static partial class RedisImage
{
    private static readonly Version FirstWithUris = new(9, 1);

    /// <summary>Why an image cannot be a region's Redis server; null where it can, or where its name does not tell.</summary>
    public static string? ProblemOf(string image) => Name().Match(image) switch
    {
        { Success: false } => null,
        var name when name.Groups["product"].Value != "valkey" =>
            $"the image '{image}' is Redis, which knows a client by its certificate's common name only (tls-auth-clients-user CN, from 8.6 on): that is neither the "
            + $"SPIFFE ID nor bound by the CA's name constraints; use docker.io/valkey/valkey {FirstWithUris} or later",
        var name when Version.TryParse(name.Groups["version"].Value, out var version) && version < FirstWithUris =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"the image '{image}' takes no user from a certificate's URI (tls-auth-clients-user URI); use {FirstWithUris} or later"),
        _ => null,
    };

    /// <summary>Repository and tag, such as <c>docker.io/valkey/valkey:9.1.2-alpine</c>.</summary>
    [GeneratedRegex(@"(?:\A|/)(?<product>redis|redis-stack-server|valkey):v?(?<version>[0-9]+\.[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
