using System.Text;

namespace Manifests.Generator.Generating;

/// <summary>The text of a generated enum and of the table of its names on the wire.</summary>
internal static class EnumText
{
    internal static void Append(StringBuilder text, EnumType type)
    {
        var members = Words.EnumMembers(type.WireNames);
        text.Append($"\n/// <summary>{type.Summary}</summary>\npublic enum {type.Name}\n{{\n");
        text.AppendJoin("\n", members.Select(member => $"    /// <summary><c>{Escape(member.Wire)}</c> on the wire.</summary>\n    {member.Name},\n"));
        text.Append("}\n");

        text.Append($"\n/// <summary>Names of <see cref=\"{type.Name}\"/> on the wire.</summary>\ninternal static class {type.Name}Wire\n{{\n");
        text.Append($"    internal static string ToWire(this {type.Name} value) => value switch\n    {{\n");
        foreach (var (wire, name) in members)
        {
            text.Append($"        {type.Name}.{name} => \"{wire}\",\n");
        }

        text.Append("        _ => throw new global::System.Diagnostics.UnreachableException(),\n    };\n\n");
        text.Append($"    internal static Node ToNode({type.Name} value) => new ScalarNode(value.ToWire());\n\n");
        text.Append($"    internal static bool TryRead(Node node, out {type.Name} value)\n    {{\n");
        text.Append("        var text = (node as ScalarNode)?.AsString;\n");
        text.Append($"        (var found, value) = text switch\n        {{\n");
        foreach (var (wire, name) in members)
        {
            text.Append($"            \"{wire}\" => (true, {type.Name}.{name}),\n");
        }

        text.Append("            _ => (false, default),\n        };\n        return found;\n    }\n}\n");
    }

    private static string Escape(string text) => text.Length == 0 ? "\"\"" : System.Security.SecurityElement.Escape(text);
}
