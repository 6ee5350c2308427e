namespace Tests.Components.Access;

/// <summary>What is asked on a connection: a request, or nothing but the connection itself (null) where the port carries no HTTP.</summary>
internal sealed record HttpRequest(string Method, string Path);
