using Components.Intent;
using Components.Workloads;
using Manifests.CertManager.V1;
using Tests.Components.Workloads;
using Trust;

namespace Tests.Infra.Targets;

/// <summary>The certificates of the clients of a server outside the mesh, as its plan renders them for whoever may call it.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly TestAuthority _foreign = new();

    /// <summary>The authority that the server trusts.</summary>
    public TestAuthority Authority { get; } = new();

    /// <summary>What a client shows; null for nothing.</summary>
    public TestCertificate? Of(WitnessCall call, Workload server)
    {
        if (call.Credential is Credential.None || call.From is "@prometheus" or WitnessCall.Outsider)
        {
            return null;
        }

        var (@namespace, account) = call.From == "impostor" ? ("other", "reader") : ("shop", call.From);
        var client = ServerIntents.Client(account, ServerIntents.Us, server) with
        {
            Namespace = @namespace,
            Identity = SpiffeId.ForServiceAccount(ServerIntents.Us.TrustDomain, @namespace, account),
        };
        var manifest = ClientCertificateManifests.For(ServerIntents.Intent(client), ServerIntents.Lifetime).OfType<Certificate>().Single();
        return (call.Credential is Credential.ForeignRoot ? _foreign : Authority).Issue(manifest, ServerIntents.Us);
    }

    /// <summary>The certificate of the server.</summary>
    public TestCertificate Of(Certificate manifest) => Authority.Issue(manifest, ServerIntents.Us);

    public void Dispose()
    {
        Authority.Dispose();
        _foreign.Dispose();
    }
}
