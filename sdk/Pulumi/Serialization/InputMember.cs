using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A field or property of an arguments class that is marked with <see cref="InputAttribute"/>.</summary>
internal sealed class InputMember
{
    private const BindingFlags Visible = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
    private static readonly ConcurrentDictionary<Type, ImmutableArray<InputMember>> Cache = [];

    private readonly InputAttribute _attribute;
    private readonly string _memberName;
    private readonly string _fullName;
    private readonly Func<InputArgs, object?> _read;

    private InputMember(Type owner, MemberInfo member, Func<InputArgs, object?> read)
    {
        _attribute = member.GetCustomAttribute<InputAttribute>()!;
        _memberName = member.Name;
        _fullName = $"[Input] {owner.FullName}.{member.Name}";
        _read = read;
    }

    public string Name => _attribute.Name;

    public static ImmutableArray<InputMember> Of(Type type) => Cache.GetOrAdd(type, Find);

    public object? ValueIn(InputArgs args)
    {
        var value = _read(args);
        if (value is null && _attribute.IsRequired)
        {
            throw new ArgumentNullException(_memberName, $"{_fullName} is required and has no value");
        }

        return value is not null && _attribute.Json ? WireJson.Of(_fullName, value) : value;
    }

    // A delegate costs a call; reading by reflection costs twenty, and there are ten members to each of ten thousand objects.
    private static Func<InputArgs, object?> Reader(PropertyInfo property) =>
        property is { GetMethod: { } getter, PropertyType.IsValueType: false }
            ? (Func<InputArgs, object?>)typeof(InputMember).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(getter.DeclaringType!).Invoke(null, [getter])!
            : property.GetValue;

    private static Func<InputArgs, object?> Typed<TArgs>(MethodInfo getter)
        where TArgs : InputArgs
    {
        var read = getter.CreateDelegate<Func<TArgs, object?>>();
        return args => read((TArgs)args);
    }

    private static ImmutableArray<InputMember> Find(Type type)
    {
        ImmutableArray<InputMember> members =
        [
            .. type.GetFields(Visible)
                .Where(field => field.IsDefined(typeof(InputAttribute)))
                .Select(field => new InputMember(type, field, field.GetValue)),
            .. type.GetProperties(Visible)
                .Where(property => property.IsDefined(typeof(InputAttribute)))
                .Select(property => new InputMember(type, property, Reader(property))),
        ];
        var twice = members.GroupBy(member => member.Name).FirstOrDefault(group => group.Skip(1).Any());
        return twice is null
            ? members
            : throw new ArgumentException($"{type.FullName} has several members with [Input(\"{twice.Key}\")]");
    }
}
