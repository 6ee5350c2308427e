using System.Collections.Immutable;
using System.Text;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Components.Mesh;

/// <summary>In the region that is read: the token by which another region's istiod finds endpoints.</summary>
/// <remarks>
/// Of the account <c>istio-reader-service-account</c>, which Istio's chart makes and which may read what istiod discovers and no Secrets. Each reader has a
/// token of its own: deleting its Secret ends that reader's access and nobody else's.
/// </remarks>
public sealed class RemoteReader : ComponentResource
{
    private const string Account = "istio-reader-service-account";

    /// <summary>Registers the Secret, which Kubernetes fills; Istio has to exist.</summary>
    public RemoteReader(string name, RemoteReaderArgs args, ComponentResourceOptions? options = null)
        : base("mtls:mesh:RemoteReader", name, args, options)
    {
        var token = new Secret(
            $"{name}-token",
            new SecretArgs
            {
                Metadata = new ObjectMetaArgs
                {
                    Name = $"istio-reader-{args.Reader.Name}",
                    Namespace = args.RootNamespace,
                    Labels = ObjectLabels.Common(),
                    Annotations = new InputMap<string> { ["kubernetes.io/service-account.name"] = Account },
                },
                Type = "kubernetes.io/service-account-token",
            },
            new CustomResourceOptions { Parent = this });
        Authority = token.Data.Apply(data => Value(data, "ca.crt"));
        Token = Output.CreateSecret(token.Data.Apply(data => Encoding.UTF8.GetString(Convert.FromBase64String(Value(data, "token")))));
        RegisterOutputs();
    }

    /// <summary>The CA of the cluster's API server in PEM, in base64.</summary>
    [Output("authority")]
    public Output<string> Authority { get; private set; }

    /// <summary>The token. Secret.</summary>
    [Output("token")]
    public Output<string> Token { get; private set; }

    /// <summary>Where no cluster has filled the Secret, as in a preview or a hermetic run, it is empty.</summary>
    private static string Value(ImmutableDictionary<string, string>? data, string key) => data?.GetValueOrDefault(key) ?? "";
}
