namespace Policies.Model;

/// <summary>Things of a cluster that select pods of their namespace by labels, found by a pod's labels without asking each of them.</summary>
/// <typeparam name="T">What selects.</typeparam>
internal sealed class SelectorIndex<T>
{
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Sorts what selects by namespace and label.</summary>
    /// <param name="items">What selects.</param>
    /// <param name="namespaceOf">The namespace of the pods that an item selects.</param>
    /// <param name="labelsOf">The labels that a pod must have; null or none for every pod.</param>
    public SelectorIndex(IEnumerable<T> items, Func<T, string> namespaceOf, Func<T, IReadOnlyDictionary<string, string>?> labelsOf)
    {
        var order = 0;
        foreach (var item in items)
        {
            var @namespace = namespaceOf(item);
            if (!_buckets.TryGetValue(@namespace, out var bucket))
            {
                _buckets.Add(@namespace, bucket = new Bucket());
            }

            bucket.Add(new Entry(item, Labels(labelsOf(item)), order++));
        }

        foreach (var bucket in _buckets.Values)
        {
            bucket.Sort();
        }
    }

    /// <summary>What selects a pod, in the order in which it was given.</summary>
    /// <param name="namespace">The pod's namespace.</param>
    /// <param name="labels">The pod's labels.</param>
    public IReadOnlyList<T> Selecting(string @namespace, IReadOnlyDictionary<string, string> labels) =>
        _buckets.TryGetValue(@namespace, out var bucket) ? bucket.Selecting(labels) : [];

    private static (string Key, string Value)[] Labels(IReadOnlyDictionary<string, string>? selector)
    {
        if (selector is not { Count: > 0 })
        {
            return [];
        }

        var labels = new (string Key, string Value)[selector.Count];
        var at = 0;
        foreach (var (key, value) in selector)
        {
            labels[at++] = (key, value);
        }

        return labels;
    }

    private sealed record Entry(T Item, (string Key, string Value)[] Labels, int Order);

    private sealed class Bucket
    {
        private readonly List<Entry> _entries = [];
        private readonly List<Entry> _ofEveryPod = [];
        private readonly Dictionary<(string Key, string Value), List<Entry>> _byLabel = [];

        public void Add(Entry entry) => _entries.Add(entry);

        /// <summary>Puts each entry under the rarest of its labels, since many may share a label that says little.</summary>
        public void Sort()
        {
            Dictionary<(string, string), int>? counts = null;
            foreach (var entry in _entries)
            {
                switch (entry.Labels)
                {
                    case []:
                        _ofEveryPod.Add(entry);
                        break;
                    case [var only]:
                        Under(only).Add(entry);
                        break;
                    default:
                        counts ??= _entries.SelectMany(own => own.Labels).CountBy(label => label).ToDictionary();
                        Under(entry.Labels.MinBy(label => counts[label])).Add(entry);
                        break;
                }
            }
        }

        public IReadOnlyList<T> Selecting(IReadOnlyDictionary<string, string> labels)
        {
            List<Entry> found = [.. _ofEveryPod];
            if (_byLabel.Count > 0)
            {
                foreach (var label in labels)
                {
                    AddSelecting(found, label, labels);
                }
            }

            if (found.Count > 1)
            {
                found.Sort((left, right) => left.Order.CompareTo(right.Order));
            }

            return found.ConvertAll(entry => entry.Item);
        }

        private void AddSelecting(List<Entry> found, KeyValuePair<string, string> label, IReadOnlyDictionary<string, string> labels)
        {
            foreach (var entry in _byLabel.GetValueOrDefault((label.Key, label.Value), []))
            {
                if (entry.Labels.Length == 1 || Array.TrueForAll(entry.Labels, own => labels.TryGetValue(own.Key, out var value) && value == own.Value))
                {
                    found.Add(entry);
                }
            }
        }

        private List<Entry> Under((string Key, string Value) label)
        {
            if (!_byLabel.TryGetValue(label, out var entries))
            {
                _byLabel.Add(label, entries = []);
            }

            return entries;
        }
    }
}
