using Trust;

namespace Components.Workloads;

/// <summary>
/// The subject of a client certificate for PostgreSQL, which looks at the subject only and never at URI names
/// (PostgreSQL documentation, "Certificate Authentication"). It says the same as the SPIFFE ID, attribute by attribute.
/// </summary>
internal sealed record ClientSubject(string Organization, string OrganizationalUnit, string CommonName)
{
    /// <summary>Trust domain, namespace and service account of an identity of the form <c>/ns/&lt;namespace&gt;/sa/&lt;service account&gt;</c>.</summary>
    public static ClientSubject Of(SpiffeId identity) => identity.Path.Split('/') switch
    {
        ["", "ns", var @namespace, "sa", var serviceAccount] => new(identity.TrustDomain.Name, @namespace, serviceAccount),
        _ => throw new ArgumentException($"{identity} is not the identity of a Kubernetes service account", nameof(identity)),
    };

    /// <summary>
    /// The name as PostgreSQL prints it for <c>clientname=DN</c>: RFC 2253, the last attribute first. None of the three can hold a character
    /// that RFC 2253 escapes.
    /// </summary>
    public override string ToString() => $"CN={CommonName},OU={OrganizationalUnit},O={Organization}";
}
