using System.Security.Cryptography;
using Infra.Hermetic;

namespace Infra.Cli.Render.Sealing;

/// <summary>
/// The keys and passwords of a deployed stack. With them a hermetic run makes the certificates and Secrets that <c>pulumi up</c> made.
/// </summary>
internal sealed class StateKeys : IKeySource
{
    private readonly IReadOnlyDictionary<string, string> _values;

    private StateKeys(IReadOnlyDictionary<string, string> values) => _values = values;

    /// <summary>Takes the keys that a plan asks for from a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="requests">What the plan asks for.</param>
    /// <exception cref="CliFailure">The state lacks some of it, or has a key of another curve: all of it is told.</exception>
    public static StateKeys Of(StateExport state, KeyRequests requests)
    {
        List<string> problems = [.. requests.Curves.Select(request => Problem(state, request.Key, request.Value)).OfType<string>()];
        return problems.Count == 0
            ? new StateKeys(state.Secrets)
            : throw CliFailure.Usage(
                [.. problems.Select(problem => $"{state.Source}: {problem}")], "run 'pulumi up' first, so that the state has what the stack file asks for");
    }

    /// <inheritdoc/>
    public ECDsa PrivateKey(string curve, string type, string name)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(_values[$"{type}::{name}"]);
        return key;
    }

    /// <inheritdoc/>
    public string Password(int length, string type, string name) => _values[$"{type}::{name}"];

    private static string? Problem(StateExport state, string resource, string? curve)
    {
        if (!state.Secrets.TryGetValue(resource, out var value))
        {
            return $"the state has no {resource}";
        }

        if (curve is null)
        {
            return null;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(value);
            return key.KeySize == (curve == "P384" ? 384 : 256) ? null : $"the key of {resource} is not on the curve {curve}";
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return $"the value of {resource} is no private key of an elliptic curve";
        }
    }
}
