using System.Globalization;
using System.Text.Json;
using Infra.Cli;

namespace Infra.Migration;

/// <summary>Asks a Prometheus, or what answers like one (Thanos, Mimir), through <c>/api/v1/query</c>.</summary>
internal sealed class Prometheus(HttpClient http, Uri address)
{
    /// <summary>Asks one question.</summary>
    /// <param name="query">PromQL that answers with a vector.</param>
    /// <param name="at">The moment for which it is asked.</param>
    /// <returns>The labels and the value of each element.</returns>
    /// <exception cref="CliFailure">There is no answer, an error, or a part of an answer.</exception>
    public async Task<IReadOnlyList<PrometheusElement>> AskAsync(string query, DateTimeOffset at)
    {
        using var question = new FormUrlEncodedContent(
        [
            new("query", query),
            new("time", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ]);
        try
        {
            using var response = await http.PostAsync(new Uri($"{address.AbsoluteUri.TrimEnd('/')}/api/v1/query"), question);
            using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return Elements(document.RootElement);
        }
        catch (HttpRequestException e)
        {
            // The outermost message says only that something failed.
            throw Failure(
                e.GetBaseException().Message.TrimEnd('.'), "is it running, and forwarded to here? For example kubectl -n monitoring port-forward svc/prometheus-operated 9090");
        }
        catch (TaskCanceledException)
        {
            throw Failure($"no answer within {http.Timeout.TotalSeconds:0} s", "ask for a shorter --window");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Failure("the answer is not Prometheus's", "give the address below which /api/v1/query is");
        }
    }

    private IReadOnlyList<PrometheusElement> Elements(JsonElement answer)
    {
        if (answer.GetProperty("status").GetString() != "success")
        {
            throw Failure(
                answer.GetProperty("error").GetString() ?? "an error without a text", "the query is refused or takes too much; ask for a shorter --window");
        }

        // A store that could not ask all its parts says so here, and silence would read as an absence of plaintext.
        if (answer.TryGetProperty("warnings", out var warnings) && warnings.GetArrayLength() > 0)
        {
            throw Failure($"only a part of an answer: {warnings[0].GetString()}", "mend what it warns of first");
        }

        return
        [
            .. answer.GetProperty("data").GetProperty("result").EnumerateArray().Select(element => new PrometheusElement(
                element.GetProperty("metric").EnumerateObject()
                    .ToDictionary(label => label.Name, label => label.Value.GetString() ?? "", StringComparer.Ordinal),
                double.Parse(element.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture))),
        ];
    }

    private CliFailure Failure(string problem, string hint) =>
        CliFailure.Unreadable($"--prometheus {PlainText.Line(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))}: {PlainText.Line(problem.TrimEnd('.'))}", hint);
}
