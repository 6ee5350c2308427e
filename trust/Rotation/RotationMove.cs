using Trust.Bundles;
using Trust.Hierarchy;

namespace Trust.Rotation;

/// <summary>One change of the settings that a rotation is made of: a closed choice. Dates are days in UTC, from midnight.</summary>
public abstract record RotationMove
{
    private RotationMove()
    {
    }

    /// <summary>What the move does, in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>The plan after the move.</summary>
    /// <exception cref="InvalidOperationException">The plan has not what the move changes.</exception>
    public abstract HierarchyPlan Apply(HierarchyPlan plan);

    /// <summary>A new root goes into every bundle that needs it, and signs nothing yet.</summary>
    public sealed record PublishRoot(RootPlan Root) : RotationMove
    {
        /// <inheritdoc/>
        public override string Title => $"publish {Root.Name}";

        /// <inheritdoc/>
        public override HierarchyPlan Apply(HierarchyPlan plan) => plan with
        {
            // The order in which settings are planned: by first day, then by name.
            Roots = [.. plan.Roots.Append(Root).OrderBy(root => root.Validity.NotBefore).ThenBy(root => root.Name, StringComparer.Ordinal)],
        };
    }

    /// <summary>A published root becomes the active one of its family; the active one retires. No certificate changes.</summary>
    public sealed record ActivateRoot(string Root, string Predecessor) : RotationMove
    {
        /// <inheritdoc/>
        public override string Title => $"make {Root} active, {Predecessor} retiring";

        /// <inheritdoc/>
        public override HierarchyPlan Apply(HierarchyPlan plan) =>
            plan.WithRoot(Root, root => root with { State = RootState.Active }).WithRoot(Predecessor, root => root with { State = RootState.Retiring });
    }

    /// <summary>A region gets new intermediates, with new keys, under a root.</summary>
    public sealed record NewGeneration(string Region, string Root, int Generation, DateOnly NotBefore) : RotationMove
    {
        /// <inheritdoc/>
        public override string Title => $"sign in {Region} with generation {Generation}, under {Root}";

        /// <inheritdoc/>
        public override HierarchyPlan Apply(HierarchyPlan plan) => plan.WithGeneration(Region, Generation, NotBefore, Root, scope => scope);
    }

    /// <summary>A root leaves every bundle; what it signed is trusted no more.</summary>
    public sealed record RemoveRoot(string Root) : RotationMove
    {
        /// <inheritdoc/>
        public override string Title => $"drop {Root}";

        /// <inheritdoc/>
        public override HierarchyPlan Apply(HierarchyPlan plan)
        {
            var removed = plan.WithRoot(Root, root => root with { State = RootState.Gone });
            return removed with
            {
                Roots = [.. removed.Roots.Select(root => root.CrossSignedBy == Root ? root with { CrossSignedBy = null } : root)],
            };
        }
    }

    /// <summary>A region's next trust domain is accepted everywhere, and its new CAs may sign for it; nobody has it yet.</summary>
    public sealed record AnnounceDomain(string Region, TrustDomain Next, int Generation, DateOnly NotBefore) : RotationMove
    {
        /// <inheritdoc/>
        public override string Title => $"accept {Next} for {Region}";

        /// <inheritdoc/>
        public override HierarchyPlan Apply(HierarchyPlan plan) =>
            plan.WithGeneration(Region, Generation, NotBefore, root: null, scope => scope with { Next = Next });
    }

    /// <summary>The region's workloads get identities in the announced trust domain; the one before it stays accepted.</summary>
    public sealed record SwitchDomain(string Region, TrustDomain From, TrustDomain To, int Generation, DateOnly NotBefore) : RotationMove
    {
        /// <inheritdoc/>
        public override string Title => $"issue {To} in {Region}";

        /// <inheritdoc/>
        public override HierarchyPlan Apply(HierarchyPlan plan) => plan.WithGeneration(
            Region, Generation, NotBefore, root: null, scope => scope with { TrustDomain = To, Next = null, Former = From });
    }

    /// <summary>The region's former trust domain is accepted no more.</summary>
    public sealed record ForgetDomain(string Region, TrustDomain Former) : RotationMove
    {
        /// <inheritdoc/>
        public override string Title => $"forget {Former}";

        /// <inheritdoc/>
        public override HierarchyPlan Apply(HierarchyPlan plan) => plan.WithScope(Region, scope => scope with { Former = null });
    }
}
