using System.Reflection;

namespace Infra.Settings;

/// <summary>One setting of a record of settings.</summary>
/// <param name="Name">Its key in the stack file.</param>
/// <param name="Property">The property that it fills.</param>
/// <param name="Type">Its type, without the nullability.</param>
/// <param name="About">What is known about it besides.</param>
/// <param name="IsRequired">Whether it must be given.</param>
internal sealed record SettingMember(string Name, PropertyInfo Property, Type Type, SettingAttribute About, bool IsRequired);
