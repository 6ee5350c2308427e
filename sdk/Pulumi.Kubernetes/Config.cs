namespace Pulumi.Kubernetes;

/// <summary>
/// The provider's settings under <c>kubernetes:</c>. Its name takes <c>Config</c> from programs that use both namespaces, as in the official
/// package; nothing here reads its settings, so it has none.
/// </summary>
public static class Config
{
}
