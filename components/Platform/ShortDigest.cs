using System.Security.Cryptography;
using System.Text;

namespace Components.Platform;

/// <summary>What tells a configuration from another one, on pods whose programs read theirs when they start.</summary>
internal static class ShortDigest
{
    private const int Length = 16;

    /// <summary>The first 8 bytes of the text's SHA-256 in lower-case hexadecimal digits, which is also a label's value.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
}
