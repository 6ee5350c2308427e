using System.Security.Cryptography;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Proof;
using Trust.Rotation;
using Trust.X509;

namespace Tests.Trust.Rotation;

/// <summary>Fleets to rotate: some regions under a root that they share, or each under its own.</summary>
internal static class Fleet
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static RotationState Shared(params IReadOnlyList<string> regions) => Of(_ => "root-2026", [Root("root-2026")], regions);

    public static RotationState PerRegion(params IReadOnlyList<string> regions) =>
        Of(region => $"{region}-2026", [.. regions.Select(region => Root($"{region}-2026") with { Scope = Scope(region) })], regions);

    public static RootPlan Root(string name, RootState state = RootState.Active, string notBefore = "2026-01-01") => new()
    {
        Name = name,
        State = state,
        Validity = Window(notBefore, 3650),
        KeyAlgorithm = KeyAlgorithm.EcdsaP384,
    };

    public static Validity Window(string notBefore, int days)
    {
        var start = At(notBefore);
        return new Validity(start, start.AddDays(days).AddSeconds(-1));
    }

    public static DateTimeOffset At(string day) => new(DateOnly.ParseExact(day, "yyyy-MM-dd"), TimeOnly.MinValue, TimeSpan.Zero);

    public static RegionScope Scope(string region) => new(TrustDomain.Parse($"{region}.mesh.example"), DnsName.Parse("cluster.local"));

    /// <summary>A moment at which nothing of the past is about any more.</summary>
    public static RotationMoment Jump(RotationState before, RotationState after, string day = "2026-11-21") =>
        new() { Before = before, After = after, At = At(day), Converged = true };

    public static RotationState With(this RotationState state, params IReadOnlyList<RotationMove> moves) =>
        state with { Plan = moves.Aggregate(state.Plan, (plan, move) => move.Apply(plan)) };

    public static RotationProver Prover() => new("test", new Keys());

    private static RotationState Of(Func<string, string> rootOf, IReadOnlyList<RootPlan> roots, IReadOnlyList<string> regions) => new()
    {
        Plan = new HierarchyPlan
        {
            Environment = "test",
            Roots = roots,
            Intermediates =
            [
                .. from region in regions
                   from use in Enum.GetValues<IntermediateUse>()
                   select new IntermediatePlan
                   {
                       Region = region,
                       Scope = Scope(region),
                       Use = use,
                       Generation = 1,
                       Root = rootOf(region),
                       Validity = Window("2026-01-15", 730),
                       LongestLeaf = use == IntermediateUse.Mesh ? TimeSpan.FromHours(24) : TimeSpan.FromDays(30),
                       RenewBefore = TimeSpan.FromDays(90),
                   },
            ],
            ReloadDelay = TimeSpan.FromDays(1),
        },
    };

    private sealed class Keys : IProofKeys
    {
        public ECDsa Root(RootPlan root) => TestKeys.Platform(root.Name, root.KeyAlgorithm);

        public ECDsa Intermediate(IntermediatePlan intermediate) => TestKeys.Platform(intermediate.Name, intermediate.KeyAlgorithm);

        public ECDsa Spire(string region) => TestKeys.Platform($"{region} spire");

        public ECDsa Leaf(string region) => TestKeys.Platform($"{region} leaf");
    }
}
