using System.Diagnostics;
using System.Globalization;
using Infra.Planning;
using Infra.Settings;
using Trust.Hierarchy;
using Trust.Rotation;
using Trust.X509;

namespace Infra.Rotation;

/// <summary>What a move of a rotation changes in the stack file.</summary>
internal static class SettingsEdits
{
    private static readonly RootSettings Defaults = new() { NotBefore = default };

    /// <summary>The changes, in the order of the file's sections.</summary>
    public static IReadOnlyList<SettingsEdit> Of(RotationStep step) => step.Move switch
    {
        RotationMove.PublishRoot publish => [new(Root(publish.Root.Name), Text(publish.Root, step.After))],
        RotationMove.ActivateRoot activate => Activate(activate, step.Before),
        RotationMove.NewGeneration generation => Generation(generation, step.Before),
        RotationMove.RemoveRoot removal => Remove(removal.Root, step.Before),
        RotationMove.AnnounceDomain announce =>
        [
            new(Region(announce.Region)["nextTrustDomain"], announce.Next.Name),
            .. Counted(announce.Region, announce.Generation, announce.NotBefore),
        ],
        RotationMove.SwitchDomain change =>
        [
            new(Region(change.Region)["trustDomain"], change.To.Name),
            new(Region(change.Region)["nextTrustDomain"], null),
            new(Region(change.Region)["formerTrustDomain"], change.From.Name),
            .. Counted(change.Region, change.Generation, change.NotBefore),
        ],
        RotationMove.ForgetDomain forget => [new(Region(forget.Region)["formerTrustDomain"], null)],
        _ => throw new UnreachableException(),
    };

    /// <summary>A region that follows the active root is held to the one that retires, so that nothing moves before its own step.</summary>
    private static IReadOnlyList<SettingsEdit> Activate(RotationMove.ActivateRoot move, RotationState before) =>
    [
        new(Root(move.Root)["state"], "active"),
        new(Root(move.Predecessor)["state"], "retiring"),
        .. before.Regions
            .Where(region => before.Signer(region).Root == move.Predecessor)
            .Select(region => new SettingsEdit(Intermediate(region)["root"], move.Predecessor)),
    ];

    private static IReadOnlyList<SettingsEdit> Generation(RotationMove.NewGeneration move, RotationState before)
    {
        var isActive = before.Root(move.Root) is { State: Trust.Bundles.RootState.Active };
        return [.. Counted(move.Region, move.Generation, move.NotBefore), new(Intermediate(move.Region)["root"], isActive ? null : move.Root)];
    }

    private static IReadOnlyList<SettingsEdit> Remove(string name, RotationState before) =>
    [
        new(Root(name)["state"], "gone"),
        .. before.Plan.Roots.Where(root => root.CrossSignedBy == name).Select(root => new SettingsEdit(Root(root.Name)["crossSignedBy"], null)),
    ];

    private static IReadOnlyList<SettingsEdit> Counted(string region, int generation, DateOnly notBefore) =>
    [
        new(Intermediate(region)["generation"], generation.ToString(CultureInfo.InvariantCulture)),
        new(Intermediate(region)["notBefore"], Day(notBefore)),
    ];

    private static string Text(RootPlan root, RotationState after)
    {
        var lifetime = root.Validity.Lifetime + TimeSpan.FromSeconds(1);
        var region = root.Scope is { } scope ? after.Regions.First(name => after.Scope(name).TrustDomain == scope.TrustDomain) : null;
        string?[] entries =
        [
            region is null ? null : $"region: {region}",
            "state: published",
            $"notBefore: {Day(DateOnly.FromDateTime(root.Validity.NotBefore.UtcDateTime))}",
            lifetime == Defaults.Lifetime ? null : $"lifetime: {DurationText.Write(lifetime)}",
            root.KeyAlgorithm == Defaults.Key ? null : $"key: {(root.KeyAlgorithm == KeyAlgorithm.EcdsaP256 ? "P256" : "P384")}",
            root.PathLength == Defaults.PathLength ? null : string.Create(CultureInfo.InvariantCulture, $"pathLength: {root.PathLength}"),
            root.CrossSignedBy is null ? null : $"crossSignedBy: {root.CrossSignedBy}",
        ];
        return $"{{ {string.Join(", ", entries.OfType<string>())} }}";
    }

    private static string Day(DateOnly day) => day.ToString("'\"'yyyy-MM-dd'\"'", CultureInfo.InvariantCulture);

    private static SettingsPath Root(string name) => SettingPaths.Trust["roots"][name];

    private static SettingsPath Region(string name) => SettingPaths.Regions[name];

    private static SettingsPath Intermediate(string region) => Region(region)["intermediate"];
}
