using Components.Intent;

namespace Components.Linkerd;

/// <summary>Clients that are let in together: by identity, or everyone.</summary>
/// <param name="Identities">The names in their certificates, in the order of the intent.</param>
/// <param name="IsEveryone">Whether clients without a certificate are among them, so that the identities no longer matter.</param>
internal sealed record Clients(IReadOnlyList<string> Identities, bool IsEveryone)
{
    /// <summary>Whether nobody is among them.</summary>
    public bool IsEmpty => !IsEveryone && Identities.Count == 0;

    /// <summary>The text by which sets of clients are told apart.</summary>
    public string Key => IsEveryone ? "*" : string.Join(' ', Identities.Order(StringComparer.Ordinal));

    /// <summary>The clients that the callers of a port are.</summary>
    public static Clients Of(IEnumerable<Caller> callers)
    {
        List<string?> identities = [.. callers.Select(caller => Identity(caller.Source)).Distinct()];
        return new Clients([.. identities.OfType<string>()], identities.Contains(null));
    }

    private static string? Identity(CallSource source) => source switch
    {
        CallSource.FromWorkload workload => LinkerdNames.Identity(workload.Identity),
        CallSource.FromIngress ingress => LinkerdNames.Identity(ingress.Identity),
        _ => null,
    };
}
