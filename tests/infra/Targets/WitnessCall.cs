using Tests.Components.Access;

namespace Tests.Infra.Targets;

/// <summary>A call to the server of a demand.</summary>
/// <param name="From">The client: a service, <c>@ingress</c>, <c>@prometheus</c> or <see cref="Outsider"/>; one of another region as <c>region/service</c>.</param>
/// <param name="Credential">What it shows.</param>
/// <param name="Port">The port's name.</param>
/// <param name="Request">The request; null where the port carries none.</param>
internal sealed record WitnessCall(string From, Credential Credential, string Port, HttpRequest? Request)
{
    /// <summary>Somebody who runs in no cluster.</summary>
    public const string Outsider = "outsider";

    /// <summary>The call for people.</summary>
    public override string ToString() => string.Join(
        ' ', new[] { From, Credential is Credential.Own ? null : $"showing {Credential}", "to", Port, Request?.Method, Request?.Path }.Where(word => word is not null));
}
