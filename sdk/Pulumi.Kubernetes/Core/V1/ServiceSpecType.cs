namespace Pulumi.Kubernetes.Core.V1;

/// <summary>How a service is reached.</summary>
[EnumType]
public readonly struct ServiceSpecType : IEquatable<ServiceSpecType>
{
    private readonly string _value;

    private ServiceSpecType(string value) => _value = value;

    /// <summary>By an address within the cluster.</summary>
    public static ServiceSpecType ClusterIP { get; } = new("ClusterIP");

    /// <summary>By an alias of a name outside the cluster.</summary>
    public static ServiceSpecType ExternalName { get; } = new("ExternalName");

    /// <summary>By a load balancer of the cloud.</summary>
    public static ServiceSpecType LoadBalancer { get; } = new("LoadBalancer");

    /// <summary>By a port of every node.</summary>
    public static ServiceSpecType NodePort { get; } = new("NodePort");

    /// <summary>The value on the wire.</summary>
    /// <param name="value">The type.</param>
    public static explicit operator string(ServiceSpecType value) => value._value;

    /// <summary>Whether two types are the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they are.</returns>
    public static bool operator ==(ServiceSpecType left, ServiceSpecType right) => left.Equals(right);

    /// <summary>Whether two types differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they do.</returns>
    public static bool operator !=(ServiceSpecType left, ServiceSpecType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ServiceSpecType other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ServiceSpecType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
