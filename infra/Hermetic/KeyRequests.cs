using System.Security.Cryptography;

namespace Infra.Hermetic;

/// <summary>Answers with <see cref="HermeticKeys"/> and remembers what was asked for.</summary>
internal sealed class KeyRequests : IKeySource
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string?> _curves = new(StringComparer.Ordinal);

    /// <summary>The resources by <c>type::name</c>, each with the curve of its key; null for passwords.</summary>
    public IReadOnlyDictionary<string, string?> Curves => _curves;

    /// <inheritdoc/>
    public ECDsa PrivateKey(string curve, string type, string name)
    {
        Remember(type, name, curve);
        return HermeticKeys.Instance.PrivateKey(curve, type, name);
    }

    /// <inheritdoc/>
    public string Password(int length, string type, string name)
    {
        Remember(type, name, null);
        return HermeticKeys.Instance.Password(length, type, name);
    }

    private void Remember(string type, string name, string? curve)
    {
        lock (_lock)
        {
            _curves[$"{type}::{name}"] = curve;
        }
    }
}
