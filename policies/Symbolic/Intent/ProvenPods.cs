using System.Runtime.CompilerServices;
using Policies.Model;
using Policies.Symbolic.Networks;

namespace Policies.Symbolic.Intent;

/// <summary>
/// Pods of one namespace of which it is known that their network carries what is meant, by what that was proven from: regions mostly have the same policies
/// (<see cref="SharedObjects"/>) and mean the same connections, and such a pod is proven once. For one thread.
/// </summary>
internal sealed class ProvenPods
{
    private readonly Dictionary<IntendedFlow, IntendedFlow> _flows = new(FlowComparer.Instance);
    private readonly HashSet<Evidence> _proven = [];

    /// <summary>The same flow for all clusters that mean it.</summary>
    public IntendedFlow One(IntendedFlow flow) => _flows.TryGetValue(flow, out var known) ? known : _flows[flow] = flow;

    /// <summary>Whether the same has been proven before.</summary>
    public bool Contains(Evidence evidence) => _proven.Contains(evidence);

    /// <summary>Keeps that something is proven.</summary>
    public void Add(Evidence evidence) => _proven.Add(evidence);

    /// <summary>All that decides in one direction of a pod. Its parts are the same if they are the same objects.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="parts">The trees of the policies that select the pod, and its flows.</param>
    public readonly struct Evidence(Direction direction, object[] parts) : IEquatable<Evidence>
    {
        private readonly Direction _direction = direction;
        private readonly object[] _parts = parts;

        /// <inheritdoc/>
        public bool Equals(Evidence other) => _direction == other._direction && _parts.AsSpan().SequenceEqual(other._parts, ReferenceEqualityComparer.Instance);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Evidence other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_direction);
            foreach (var part in _parts)
            {
                hash.Add(RuntimeHelpers.GetHashCode(part));
            }

            return hash.ToHashCode();
        }
    }
}
