using System.Globalization;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authentication;

/// <summary>PERMISSIVE and DISABLE that no live exception stands for.</summary>
internal sealed class PlaintextMode : ManifestRule
{
    /// <summary>The annotation that names the exception and its last day: <c>mtls/exception: legacy-erp until 2027-03-31</c>.</summary>
    private const string Exception = "mtls/exception";

    private const string Until = " until ";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS202",
        Level = FindingLevel.Warning,
        Title = "plaintext without a live exception",
        Remedy = "set mode STRICT, or annotate the policy with mtls/exception: <name> until <year-month-day>",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<PeerAuthentication>(), Input.Today];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var today = view.Today;
        foreach (var policy in view.All<PeerAuthentication>())
        {
            var why = Excuse(policy, today);
            foreach (var (path, mode) in why is null ? [] : Modes(policy))
            {
                yield return Find(policy, path, $"{mode} takes plaintext from everybody, and {why}");
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Modes(Manifest<PeerAuthentication> policy)
    {
        if (Plain(policy.Object.Spec?.Mtls?.Mode) is { } mode)
        {
            yield return KeyValuePair.Create("spec.mtls.mode", mode);
        }

        foreach (var (port, mtls) in policy.Object.Spec?.PortLevelMtls ?? [])
        {
            if (Plain(mtls.Mode) is { } own)
            {
                yield return KeyValuePair.Create($"spec.portLevelMtls.{port}", own);
            }
        }
    }

    private static string? Plain(PeerAuthenticationMode? mode) =>
        mode is PeerAuthenticationMode.Permissive or PeerAuthenticationMode.Disable ? mode.ToString()!.ToUpperInvariant() : null;

    /// <summary>Why no exception holds; null where one does.</summary>
    private static string? Excuse(Manifest policy, DateOnly today)
    {
        if (!policy.Annotations.TryGetValue(Exception, out var text))
        {
            return "no exception stands for it";
        }

        var at = text.LastIndexOf(Until, StringComparison.Ordinal);
        return at < 0 || !DateOnly.TryParseExact(text[(at + Until.Length)..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end)
            ? $"the annotation {Exception} names no last day"
            : end < today ? $"its exception ended on {end:yyyy-MM-dd}" : null;
    }
}
