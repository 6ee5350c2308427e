using Components.Intent;
using Infra.Settings;
using Shouldly;
using Xunit;

namespace Tests.Infra.Settings;

public sealed class SettingsShapeTests
{
    public static TheoryData<Type> Records => [.. Reachable(typeof(EnvironmentSettings)).Distinct()];

    [Theory]
    [MemberData(nameof(Records))]
    public void Setting_OfEveryRecord_IsDescribedForBinderAndSchema(Type record)
    {
        record.GetProperties().ShouldAllBe(property => property.IsDefined(typeof(SettingAttribute), false), $"{record.Name}");
        foreach (var member in SettingsShape.Of(record))
        {
            var name = $"{record.Name}.{member.Property.Name}";
            member.About.Description.EndsWith('.').ShouldBeFalse(name);
            (member.IsRequired && member.About.Default is not null).ShouldBeFalse($"{name} is required and has a default");
            if (member.Type == typeof(int) || member.Type == typeof(TimeSpan))
            {
                member.About.Minimum.ShouldNotBeNull(name);
                member.About.Maximum.ShouldNotBeNull(name);
            }
        }
    }

    /// <summary>A default is stated in words for people; where it is a value, it has to be the one that holds.</summary>
    [Theory]
    [MemberData(nameof(Records))]
    public void Default_ThatIsAValue_IsTheOneThatHolds(Type record)
    {
        var instance = Activator.CreateInstance(record)!;
        foreach (var member in SettingsShape.Of(record).Where(member => !member.IsRequired))
        {
            var held = member.Property.GetValue(instance) switch
            {
                null => null,
                int number => $"{number}",
                bool truth => truth ? "true" : "false",
                TimeSpan duration => DurationText.Write(duration),
                Enum choice => WireName.All(choice.GetType()).First(name => name.Value.Equals(choice)).Key,
                string text => text,
                _ => null,
            };
            if (held is not null)
            {
                var words = member.About.Default!;
                var stated = DurationText.TryParse(words, out var duration) ? DurationText.Write(duration) : words;
                stated.ShouldBe(held, $"{record.Name}.{member.Property.Name}");
            }
        }
    }

    private static IEnumerable<Type> Reachable(Type type)
    {
        if (SettingsShape.IsMap(type, out var value) || SettingsShape.IsList(type, out value))
        {
            return Reachable(value);
        }

        return SettingsShape.IsRecord(type)
            ? SettingsShape.Of(type).SelectMany(member => Reachable(member.Type)).Prepend(type)
            : [];
    }
}
