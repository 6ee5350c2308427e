using Infra.Cli.Render.Sealing;
using Infra.Cli.Snapshots;
using Infra.Hermetic;
using Infra.Planning;
using Policies.Model;

namespace Infra.Cli.Render;

/// <summary>A plan as files.</summary>
/// <param name="Files">The files by path.</param>
/// <param name="Secrets">What became of the secrets, in a few words.</param>
internal sealed record Rendering(IReadOnlyDictionary<string, string> Files, string Secrets)
{
    /// <summary>Renders a plan.</summary>
    /// <param name="context">Where paths start from, and what <c>-</c> reads.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="sealing">How to seal secrets; null to hold them back.</param>
    /// <exception cref="CliFailure">Something to seal with is missing or wrong.</exception>
    public static async Task<Rendering> OfAsync(CliContext context, EnvironmentPlan plan, SealingOptions? sealing)
    {
        KnownCluster[] known = [.. plan.Regions.Select(PlanFleet.Known)];
        if (sealing is null)
        {
            var held = HermeticSnapshot.Of(plan, await HermeticRun.OfAsync(plan));
            return new Rendering(
                RenderedTree.Of(held, known: known), $"{held.Entries.Count(entry => entry.HeldBack)} objects with secret values are held back");
        }

        var certificates = SealingCertificates.Read(context, [.. plan.Regions.Select(region => region.Name)], sealing.Certificates);
        var keys = sealing.State is { } state ? await KeysOfAsync(context, plan, state) : HermeticKeys.Instance;
        var secrets = new RecordedSecrets();
        var snapshot = HermeticSnapshot.Of(plan, await HermeticRun.OfAsync(plan, keys, secrets.Add));
        var sealedSecrets = SecretSealing.Of(secrets.Ordered(), snapshot.Entries, certificates, sealing.Scope);
        return new Rendering(
            RenderedTree.Of(snapshot, sealedSecrets, known),
            $"{sealedSecrets.Count} objects with secret values are sealed{(sealing.State is null ? ", with keys that anybody can derive: do not deploy them" : "")}");
    }

    private static async Task<IKeySource> KeysOfAsync(CliContext context, EnvironmentPlan plan, string state)
    {
        var export = StateExport.Read(Text(context, state), state);
        var requests = new KeyRequests();
        await HermeticRun.OfAsync(plan, requests);
        return StateKeys.Of(export, requests);
    }

    private static string Text(CliContext context, string file)
    {
        try
        {
            return file == "-" ? context.Console.In.ReadToEnd() : File.ReadAllText(context.Resolve(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{file}: {FileFault.Of(e)}");
        }
    }
}
