using Infra.Settings;
using Shouldly;
using Xunit;

namespace Tests.Infra.Settings;

public sealed class TextFormsTests
{
    public static TheoryData<string, string, bool> Cases => new()
    {
        { nameof(TextForm.Certificates), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", true },
        { nameof(TextForm.Certificates), "a bell \u0007", false },
        { nameof(TextForm.VariableName), "TLS_CERT2", true },
        { nameof(TextForm.VariableName), "2_CERT", false },
        { nameof(TextForm.VariableName), "A-B", false },
        { nameof(TextForm.FilePath), "/var/run/app-1/app.pid", true },
        { nameof(TextForm.FilePath), "var/run", false },
        { nameof(TextForm.FilePath), "/var/../run", false },
        { nameof(TextForm.FilePath), "/", false },
        { nameof(TextForm.FilePath), "/a b", false },
        { nameof(TextForm.Line), "any text: ok", true },
        { nameof(TextForm.Line), "two\nlines", false },
        { nameof(TextForm.Line), "", false },
        { nameof(TextForm.Name), "a-1", true },
        { nameof(TextForm.Name), "1a", true },
        { nameof(TextForm.Name), "-a", false },
        { nameof(TextForm.Name), "a-", false },
        { nameof(TextForm.Name), "a.b", false },
        { nameof(TextForm.Name), "A", false },
        { nameof(TextForm.Name), "a\n", false },
        { nameof(TextForm.ServiceName), "1a", false },
        { nameof(TextForm.RegionName), "eu-west-1", true },
        { nameof(TextForm.RegionName), "a-very-long-region-name", false },
        { nameof(TextForm.PortName), "http", true },
        { nameof(TextForm.PortName), "h2-1", true },
        { nameof(TextForm.PortName), "1234", false },
        { nameof(TextForm.PortName), "a--b", false },
        { nameof(TextForm.PortName), "sixteen-letters-", false },
        { nameof(TextForm.PortName), "abcdefghijklmnop", false },
        { nameof(TextForm.DnsName), "api.cards.example", true },
        { nameof(TextForm.DnsName), "*.cards.example", false },
        { nameof(TextForm.DnsName), "api..example", false },
        { nameof(TextForm.Address), "192.0.2.1", true },
        { nameof(TextForm.Address), "2001:db8::1", true },
        { nameof(TextForm.Address), "https://x", false },
        { nameof(TextForm.TrustDomain), "a_b.example", true },
        { nameof(TextForm.TrustDomain), "a.example/x", false },
        { nameof(TextForm.LabelKey), "app.kubernetes.io/name", true },
        { nameof(TextForm.LabelKey), "/name", false },
        { nameof(TextForm.LabelValue), "v1.2", true },
        { nameof(TextForm.LabelValue), "a b", false },
        { nameof(TextForm.Source), "@ingress", true },
        { nameof(TextForm.Source), "@nobody", false },
        { nameof(TextForm.Method), "GET", true },
        { nameof(TextForm.Method), "GETS", false },
        { nameof(TextForm.Path), "/", true },
        { nameof(TextForm.Path), "/orders", true },
        { nameof(TextForm.Path), "/orders/", true },
        { nameof(TextForm.Path), "/orders/*", true },
        { nameof(TextForm.Path), "/*", true },
        { nameof(TextForm.Path), "/a/{*}/b", true },
        { nameof(TextForm.Path), "/a/{**}", true },
        { nameof(TextForm.Path), "/a/{**}/b", true },
        { nameof(TextForm.Path), "/pkg.Service/Method", true },
        { nameof(TextForm.Path), "", false },
        { nameof(TextForm.Path), "orders", false },
        { nameof(TextForm.Path), "/orders*", false },
        { nameof(TextForm.Path), "*/orders", false },
        { nameof(TextForm.Path), "/a/*/b", false },
        { nameof(TextForm.Path), "/a/{*}/*", false },
        { nameof(TextForm.Path), "/a/{**}/{*}", false },
        { nameof(TextForm.Path), "/a/{id}", false },
        { nameof(TextForm.Path), "/a?b=c", false },
        { nameof(TextForm.Path), "//a", false },
        { nameof(TextForm.Subject), "orders.>", true },
        { nameof(TextForm.Subject), "orders.*.created", true },
        { nameof(TextForm.Subject), ">", true },
        { nameof(TextForm.Subject), "orders.>.x", false },
        { nameof(TextForm.Subject), "orders..x", false },
        { nameof(TextForm.Role), "orders_rw", true },
        { nameof(TextForm.Role), "orders-rw", false },
        { nameof(TextForm.Image), "docker.io/library/nats:2.14.2", true },
        { nameof(TextForm.Image), "registry.example:5000/a/b:v1", true },
        { nameof(TextForm.Image), "nats", false },
        { nameof(TextForm.Image), "registry.example:5000/nats", false },
        { nameof(TextForm.ChartVersion), "v1.21.1", true },
        { nameof(TextForm.ChartVersion), "1.30", false },
        { nameof(TextForm.HostName), "shop.acme.example", true },
        { nameof(TextForm.HostName), "*.acme.example", true },
        { nameof(TextForm.HostName), "*", false },
        { nameof(TextForm.HostName), "*.example", false },
        { nameof(TextForm.HostName), "acme", false },
        { nameof(TextForm.HostName), "a.*.example", false },
        { nameof(TextForm.Email), "ops@acme.example", true },
        { nameof(TextForm.Email), "ops", false },
        { nameof(TextForm.Email), "ops@acme", false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_OfAForm_IsAcceptedOrRefused(string form, string text, bool accepted) =>
        TextForms.Of(Enum.Parse<TextForm>(form)).Accepts(text).ShouldBe(accepted);

    [Fact]
    public void Rules_ThereIsOneForEveryForm() =>
        Enum.GetValues<TextForm>().Select(TextForms.Of).Distinct().Count().ShouldBe(Enum.GetValues<TextForm>().Length);
}
