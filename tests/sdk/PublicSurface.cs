using System.Reflection;
using System.Text;

namespace Tests.Sdk;

/// <summary>Writes down what an assembly offers to other assemblies, in a stable order.</summary>
internal static class PublicSurface
{
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(Name, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append(Base(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var constructor in type.GetConstructors(Declared).Where(IsVisible))
        {
            yield return $"{Access(constructor)}new({Parameters(constructor)})";
        }

        foreach (var property in type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)))
        {
            var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).Select(accessor => accessor.ReturnType == typeof(void) ? "set;" : "get;");
            var index = property.GetIndexParameters() is [var parameter] ? $"[{Name(parameter.ParameterType)}]" : "";
            yield return $"{Modifiers(property.GetAccessors(nonPublic: true)[0])}{Name(property.PropertyType)} {property.Name}{index} {{ {string.Join(' ', accessors)} }}{Attribute(property)}";
        }

        foreach (var method in type.GetMethods(Declared).Where(method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))))
        {
            var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
            yield return $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generics}({Parameters(method)})";
        }

        foreach (var field in type.GetFields(Declared).Where(field => (field.IsPublic && !field.IsSpecialName) || field.IsDefined(typeof(Pulumi.InputAttribute))))
        {
            yield return $"{(field.IsPublic ? "" : "private ")}{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}{Attribute(field)}";
        }
    }

    // The arguments of attributes are a part of the contract: names on the wire, and what is required.
    private static string Attribute(MemberInfo member) => string.Concat(member.GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType.Assembly == typeof(Pulumi.InputAttribute).Assembly)
        .Select(attribute => $" [{attribute.AttributeType.Name.Replace("Attribute", "", StringComparison.Ordinal)}({string.Join(", ", Arguments(attribute))})]"));

    private static IEnumerable<string> Arguments(CustomAttributeData attribute) => attribute.Constructor.GetParameters()
        .Zip(attribute.ConstructorArguments)
        .Where(argument => argument.Second.Value is not (null or false))
        .Select(argument => argument.Second.Value is true ? $"{argument.First.Name}: true" : $"{argument.Second}");

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodBase method) =>
        $"{Access(method)}{(method.IsStatic ? "static " : method.IsAbstract ? "abstract " : "")}";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "")}"));

    private static string Kind(Type type) => type.IsInterface ? "interface"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string Base(Type type) => type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? $" : {Name(parent)}" : "";

    private static string Name(Type type) => type.IsGenericParameter ? type.Name
        : type.IsArray ? $"{Name(type.GetElementType()!)}[]"
        : type.IsGenericType ? $"{type.Namespace}.{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.FullName!;
}
