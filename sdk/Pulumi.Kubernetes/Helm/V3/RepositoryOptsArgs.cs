namespace Pulumi.Kubernetes.Types.Inputs.Helm.V3;

/// <summary>Where a chart comes from.</summary>
public class RepositoryOptsArgs : ResourceArgs
{
    [Input("password")]
    private Input<string>? _password;

    /// <summary>The file of the repository's CA. The default is none.</summary>
    [Input("caFile")]
    public Input<string>? CaFile { get; set; }

    /// <summary>The file of the client's certificate. The default is none.</summary>
    [Input("certFile")]
    public Input<string>? CertFile { get; set; }

    /// <summary>The file of the client's key. The default is none.</summary>
    [Input("keyFile")]
    public Input<string>? KeyFile { get; set; }

    /// <summary>The password; secret. The default is none.</summary>
    public Input<string>? Password { get => _password; set => _password = Output.CreateSecret(value.ToOutput()); }

    /// <summary>The repository's URL. The default is none.</summary>
    [Input("repo")]
    public Input<string>? Repo { get; set; }

    /// <summary>The user. The default is none.</summary>
    [Input("username")]
    public Input<string>? Username { get; set; }
}
