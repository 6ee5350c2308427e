using Manifests.Core.V1;

namespace Policies.Rules.Workloads;

/// <summary>A Redis or Valkey server beside whose mutual TLS somebody gets in without a certificate of its own.</summary>
internal sealed class OpenRedis : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS690",
        Level = FindingLevel.Error,
        Title = "Redis that takes more than client certificates",
        Remedy = "set port 0 and tls-auth-clients yes, and give users resetpass in place of nopass",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<ConfigMap>()];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) => view.All<ConfigMap>().SelectMany(Of);

    private IEnumerable<Finding> Of(Manifest<ConfigMap> manifest)
    {
        IReadOnlyDictionary<string, string> files = manifest.Object.Data ?? [];
        foreach (var (key, text) in files)
        {
            var directives = Directives(text);
            if (directives.GetValueOrDefault("tls-port") is null or "0")
            {
                continue;
            }

            var port = directives.GetValueOrDefault("port", "6379");
            if (port != "0")
            {
                yield return Find(manifest, FieldPath.Key("data", key), $"besides tls-port the server listens on port {port}, in plain text and for everybody");
            }

            if (directives.GetValueOrDefault("tls-auth-clients") is { } asked and ("no" or "optional"))
            {
                yield return Find(manifest, FieldPath.Key("data", key), $"tls-auth-clients {asked} lets in clients without a certificate");
            }

            foreach (var (file, users) in files)
            {
                foreach (var user in Users(users).Where(user => user.Contains("nopass")))
                {
                    yield return Find(
                        manifest, FieldPath.Key("data", file), $"user {user[1]} has nopass, so every client that gets a connection becomes it by AUTH, whatever its certificate says");
                }
            }
        }
    }

    /// <summary>The last of each directive is the one that counts.</summary>
    private static Dictionary<string, string> Directives(string text)
    {
        var directives = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var words in Lines(text).Where(words => words.Length > 1))
        {
            directives[words[0]] = words[1];
        }

        return directives;
    }

    private static IEnumerable<string[]> Users(string text) => Lines(text).Where(words => words.Length > 1 && words[0] == "user" && words.Contains("on"));

    private static IEnumerable<string[]> Lines(string text) => text.Split('\n')
        .Select(line => line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 0 && !words[0].StartsWith('#'));
}
