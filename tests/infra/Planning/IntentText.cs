using System.Text;
using Components.Intent;
using Infra.Planning;

namespace Tests.Infra.Planning;

/// <summary>Writes an environment's intent for people: the trust, and for each port who may call it.</summary>
internal static class IntentText
{
    public static string Of(EnvironmentIntent intent)
    {
        var text = new StringBuilder();
        foreach (var root in intent.Trust.Roots)
        {
            text.AppendLine($"root {root.Name} {root.State} {root.KeyAlgorithm} {root.Validity} {root.Scope?.TrustDomain}".TrimEnd());
        }

        foreach (var ca in intent.Trust.Intermediates)
        {
            text.AppendLine($"ca {ca.Name} under {ca.Root} for {ca.Scope.TrustDomain} {ca.KeyAlgorithm} {ca.Validity}"
                + $" leaves {ca.LongestLeaf}");
        }

        foreach (var region in intent.Regions)
        {
            Write(text, region);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder text, RegionIntent region)
    {
        text.AppendLine().AppendLine($"region {region.Region.Name} {region.Region.TrustDomain} context {region.Region.Context}"
            + $" network {region.Region.Network} gateway {region.Region.EastWestAddress ?? "none"}"
            + $" peers [{string.Join(' ', region.Peers.Select(peer => peer.Name))}]"
            + (region.Region.IsAmbient ? $" ambient, waypoints [{string.Join(' ', region.Waypoints)}]" : ""));
        var mesh = region.Mesh;
        text.AppendLine($"  mesh {mesh.MeshId} {WireName.Of(mesh.Mode)} {WireName.Of(mesh.MinimumTlsVersion)}{By(mesh.Exception)}"
            + (mesh.IssuedByCertManager ? " issued by cert-manager" : ""));
        foreach (var item in region.Namespaces)
        {
            text.AppendLine($"  namespace {item.Name} {WireName.Of(item.PodSecurity)} {(item.Injected ? "sidecars" : "no sidecars")}"
                + (item.Revision is null ? "" : $" of {item.Revision}")
                + $"{Mode(item.Mode)}{By(item.Exception)}");
        }

        foreach (var workload in region.Workloads)
        {
            Write(text, workload);
        }

        foreach (var external in region.Externals)
        {
            var tls = external.Tls is ExternalTls.Mutual mutual ? $"MUTUAL {mutual.CredentialName}" : "SIMPLE";
            text.AppendLine($"  external {external.Name} {string.Join(' ', external.Hosts)}:{external.Port} {tls}{(external.ThroughGateway ? " through the gateway" : "")}"
                + $" [{string.Join(' ', external.Tls.SubjectAltNames)}]"
                + $" from {string.Join(' ', external.Callers.Select(caller => $"{caller.Namespace}/{caller.Name}"))}");
        }
    }

    private static void Write(StringBuilder text, Workload workload)
    {
        var labels = string.Join(',', workload.Labels.Select(label => $"{label.Key}={label.Value}"));
        text.AppendLine($"  {workload.Namespace}/{workload.Name} {workload.Identity} {labels} {WireName.Of(workload.Kind)}"
            + $"{(workload.InMesh ? "" : " outside the mesh")}{(workload.CalledAcrossRegions ? " called across regions" : "")}"
            + (workload.Image is null ? "" : $" image {workload.Image}")
            + (workload.Replicas == 1 ? "" : $" pods {workload.Replicas}")
            + (workload.Certificate == new CertificateWiring() ? "" : $" {workload.Certificate}")
            + (workload.ConnectionPool is null ? "" : $" {workload.ConnectionPool}"));
        foreach (var port in workload.Ports)
        {
            text.AppendLine($"    :{port.Port} -> {port.TargetPort} {port.Name} {WireName.Of(port.Protocol)}"
                + $"{Mode(port.Mode)}{By(port.Exception)}");
            foreach (var caller in port.Callers)
            {
                text.AppendLine($"      from {Source(caller.Source)}{List(" ", caller.Methods)}{List(" ", caller.Paths)}"
                    + List(" under ", [.. caller.Hosts.Select(host => $"{host.Name}{(host.AsksForCertificate ? " with certificate" : "")}")])
                    + $"{List(" pub ", caller.Publish)}{List(" sub ", caller.Subscribe)}{List(" reads ", caller.ReadKeys)}{List(" writes ", caller.WriteKeys)}"
                    + $"{(caller.Role is null ? "" : $" as {caller.Role}")}{By(caller.Exception)}");
            }
        }

        foreach (var call in workload.Outbound)
        {
            text.AppendLine($"    to {call.Namespace}/{call.Name}:{call.Port} {call.PortName} {WireName.Of(call.Protocol)}"
                + $"{(call.Local ? " here" : "")}{List(" across to ", call.RemoteRegions)}");
        }
    }

    private static string Source(CallSource source) => source switch
    {
        CallSource.FromWorkload from => $"{from.Identity}{(from.Remote ? " remote" : "")}",
        CallSource.FromIngress from => $"@ingress {from.Identity}",
        CallSource.FromPrometheus => "@prometheus",
        _ => "@anyone",
    };

    private static string List(string lead, IReadOnlyList<string> items) => items.Count == 0 ? "" : lead + string.Join(',', items);

    private static string Mode(MutualTlsMode? mode) => mode is { } given ? $" {WireName.Of(given)}" : "";

    private static string By(PolicyException? exception) =>
        exception is null ? "" : $" by {exception.Name} until {exception.Expires:yyyy-MM-dd}";
}
