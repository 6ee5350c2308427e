using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A bag of arguments: the members that are marked with <see cref="InputAttribute"/>.</summary>
/// <remarks>Private members of a base class are not seen, so deriving from a generated class drops its lists, maps and secrets.</remarks>
public abstract class InputArgs
{
    private protected InputArgs()
    {
    }

    internal virtual ImmutableArray<KeyValuePair<string, object?>> Properties()
    {
        var members = InputMember.Of(GetType());
        var properties = ImmutableArray.CreateBuilder<KeyValuePair<string, object?>>(members.Length);
        foreach (var member in members)
        {
            properties.Add(new(member.Name, member.ValueIn(this)));
        }

        return properties.MoveToImmutable();
    }
}
