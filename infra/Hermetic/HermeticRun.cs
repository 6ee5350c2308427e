using Infra.Settings;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Hermetic;

/// <summary>
/// The program, run in process on Pulumi's public testing API: no engine, no cluster, no network. The same plan gives the same run,
/// byte for byte, on any machine.
/// </summary>
internal sealed record HermeticRun
{
    /// <summary>The component resources, ordered by name.</summary>
    public required IReadOnlyList<RegisteredComponent> Components { get; init; }

    /// <summary>The Kubernetes objects of every region, ordered by region and resource name.</summary>
    public required IReadOnlyList<RegisteredObject> Objects { get; init; }

    /// <summary>The Helm releases of every region, ordered by region and resource name.</summary>
    public required IReadOnlyList<RegisteredRelease> Releases { get; init; }

    /// <summary>The stack's outputs; secret ones without their values.</summary>
    public required IReadOnlyDictionary<string, HermeticOutput> Outputs { get; init; }

    /// <summary>Runs the program for a plan, whatever the gate says of it: a hermetic run creates nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="keys">Where keys and passwords come from; by default <see cref="HermeticKeys"/>.</param>
    /// <param name="secrets">Gets every Secret with its values while the run records it; by default nobody does.</param>
    /// <exception cref="InvalidOperationException">The program failed, or registered something that an engine would refuse.</exception>
    public static async Task<HermeticRun> OfAsync(EnvironmentPlan plan, IKeySource? keys = null, Action<RecordedSecret>? secrets = null)
    {
        var mocks = new RecordingMocks(keys ?? HermeticKeys.Instance, secrets);
        var options = new TestOptions { ProjectName = SettingsSource.Project, StackName = plan.Environment, IsPreview = false };
        var (_, outputs) = await Pulumi.Deployment.TestAsync(mocks, options, () => EnvironmentStack.Register(plan, keysAreReal: keys is not null));

        var values = new SortedDictionary<string, HermeticOutput>(StringComparer.Ordinal);
        foreach (var (name, value) in outputs)
        {
            values[name] = await ResolveAsync(value);
        }

        return mocks.ToRun(values);
    }

    private static async Task<HermeticOutput> ResolveAsync(object? value) => value switch
    {
        Output<object?> output when await Output.IsSecretAsync(output) => new HermeticOutput(null, IsSecret: true),
        Output<object?> output => new HermeticOutput(await OutputUtilities.GetValueAsync(output), IsSecret: false),
        _ => new HermeticOutput(value, IsSecret: false),
    };
}
