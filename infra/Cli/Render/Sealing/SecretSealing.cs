using System.Security.Cryptography;
using Infra.Cli.Snapshots;
using Infra.Hermetic;
using Manifests;
using Trust.Sealing;

namespace Infra.Cli.Render.Sealing;

/// <summary>Turns the Secrets of a run into SealedSecrets, region by region.</summary>
internal static class SecretSealing
{
    /// <summary>The SealedSecrets, ordered by region and name.</summary>
    /// <param name="secrets">Every Secret of the run.</param>
    /// <param name="entries">The run's snapshot, which says which component each belongs to.</param>
    /// <param name="certificates">The controllers' certificates by region.</param>
    /// <param name="scope">Where the values can be opened.</param>
    public static IReadOnlyList<SnapshotEntry> Of(
        IReadOnlyList<RecordedSecret> secrets,
        IReadOnlyList<SnapshotEntry> entries,
        IReadOnlyDictionary<string, SealingCertificate> certificates,
        SealingScope scope)
    {
        var sealedEntries = new List<SnapshotEntry>();
        foreach (var region in secrets.GroupBy(secret => secret.Region, StringComparer.Ordinal))
        {
            var sealer = new SecretSealer(certificates[region.Key], Derivation(region));
            var heldBack = entries.Where(entry => entry.HeldBack && entry.Region == region.Key).ToList();
            foreach (var secret in region)
            {
                var manifest = SealedSecretManifest.Of(secret.Manifest, sealer, scope);
                var origin = heldBack.Single(entry => entry.Name == manifest.Metadata.Name && entry.Namespace == manifest.Metadata.Namespace);
                sealedEntries.Add(origin with
                {
                    ApiVersion = manifest.ApiVersion,
                    Kind = manifest.Kind,
                    Source = new Lazy<MapNode>(manifest.ToNode()),
                    HeldBack = false,
                });
            }
        }

        return [.. sealedEntries.OrderBy(entry => entry.Region, StringComparer.Ordinal).ThenBy(entry => entry.Title, StringComparer.Ordinal)];
    }

    /// <summary>
    /// What session keys are derived from: the region's private keys. They change seldom, and whoever has them has no need of what is sealed.
    /// </summary>
    private static byte[] Derivation(IGrouping<string, RecordedSecret> region)
    {
        var keys = region
            .SelectMany(secret => SecretValues.Of(secret.Manifest).Values)
            .Where(IsPrivateKey)
            .OrderBy(Convert.ToHexString, StringComparer.Ordinal)
            .ToList();
        return keys.Count > 0
            ? SHA256.HashData([.. keys.SelectMany(key => key)])
            : throw new InvalidOperationException($"region {region.Key} has no private key to derive session keys from");
    }

    private static bool IsPrivateKey(byte[] value) => value.AsSpan().IndexOf("PRIVATE KEY"u8) >= 0;
}
