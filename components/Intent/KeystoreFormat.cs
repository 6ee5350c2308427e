using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>The forms in which a JVM reads its roots.</summary>
public enum KeystoreFormat
{
    /// <summary>PKCS #12, the JVM's default since Java 9.</summary>
    [JsonStringEnumMemberName("PKCS12")]
    Pkcs12,

    /// <summary>Java's own older form; trust-manager announces to drop it.</summary>
    [JsonStringEnumMemberName("JKS")]
    Jks,
}
