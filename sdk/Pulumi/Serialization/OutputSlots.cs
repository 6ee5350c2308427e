using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>The outputs of one resource while they wait, beside the properties that hold them.</summary>
internal readonly record struct OutputSlots(ImmutableArray<OutputProperty> Properties, IOutputSlot[] Slots)
{
    /// <summary>The slot of an output that every such resource has.</summary>
    public IOutputSlot this[string name]
    {
        get
        {
            var position = 0;
            while (Properties[position].Name != name)
            {
                position++;
            }

            return Slots[position];
        }
    }
}
