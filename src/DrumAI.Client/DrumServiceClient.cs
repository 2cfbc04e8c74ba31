using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DrumAI.Client.Wire;
using DrumAI.Identity;

namespace DrumAI.Client;

/// <summary>Asks a shared service. Any number of threads may use one client.</summary>
/// <param name="http">What carries the requests; its <see cref="HttpClient.BaseAddress"/> is the service's.</param>
/// <param name="token">The account's token; null where none is had yet, which is enough for all but corrections.</param>
/// <remarks>
/// Every method throws <see cref="ServiceException"/> where the service refuses for good, and <see cref="ServiceBusyException"/> where it is busy or
/// cannot be reached. Nothing is retried here.
/// </remarks>
public sealed class DrumServiceClient(HttpClient http, string? token = null)
{
    /// <summary>Makes an anonymous account.</summary>
    public Task<NewUser> CreateUserAsync(CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, "users", null, WireJson.Default.NewUser, cancellation);

    /// <summary>What the service knows of this account.</summary>
    public Task<UserState> GetUserAsync(CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, "me", null, WireJson.Default.UserState, cancellation);

    /// <summary>Erases this account and all its votes.</summary>
    public async Task DeleteUserAsync(CancellationToken cancellation = default)
    {
        using var response = await SendAsync(HttpMethod.Delete, "me", null, cancellation);
    }

    /// <summary>Has a sound file heard. The sound does leave the machine; the service forgets it with the answer.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<Hearing> PredictAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, "predict", Form(file), WireJson.Default.Hearing, cancellation);

    /// <summary>Says what a sound file is. The sound does leave the machine; the service keeps features alone.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="className">Wire name of the class.</param>
    /// <param name="subclass">Wire name of the sub-class, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<Receipt> CorrectAsync(ReadOnlyMemory<byte> file, string className, string? subclass = null, CancellationToken cancellation = default)
    {
        var form = Form(file);
        form.Add(new StringContent(className), "class");
        if (subclass is not null) form.Add(new StringContent(subclass), "subclass");
        return SendAsync(HttpMethod.Post, "corrections", form, WireJson.Default.Receipt, cancellation);
    }

    /// <summary>Says what a sound is; the sound itself stays here.</summary>
    public Task<Receipt> CorrectAsync(Correction correction, CancellationToken cancellation = default) => SendAsync(
        HttpMethod.Post, "corrections/features", JsonContent.Create(correction, WireJson.Default.Correction), WireJson.Default.Receipt, cancellation);

    /// <summary>Gives the features of a sound that nobody corrected.</summary>
    public Task<Receipt> ContributeAsync(Contribution contribution, CancellationToken cancellation = default) => SendAsync(
        HttpMethod.Post, "samples", JsonContent.Create(contribution, WireJson.Default.Contribution), WireJson.Default.Receipt, cancellation);

    /// <summary>What is known of a sound; null where it is not known.</summary>
    /// <param name="fingerprint">Its fingerprint; that of another copy of the same sound will do.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<SampleState?> FindSampleAsync(Fingerprint fingerprint, CancellationToken cancellation = default)
    {
        try
        {
            return await SendAsync(
                HttpMethod.Get, $"samples/{fingerprint.Hash}?bits={fingerprint.Bits}", null, WireJson.Default.SampleState, cancellation);
        }
        catch (ServiceException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The taxonomy that the service speaks.</summary>
    public Task<TaxonomyState> GetTaxonomyAsync(CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, "taxonomy", null, WireJson.Default.TaxonomyState, cancellation);

    /// <summary>The models that can be fetched.</summary>
    public Task<IReadOnlyList<ModelState>> GetModelsAsync(CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, "models", null, WireJson.Default.IReadOnlyListModelState, cancellation);

    /// <summary>The model that the service itself hears with.</summary>
    public Task<ModelState> GetCurrentModelAsync(CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, "models/current", null, WireJson.Default.ModelState, cancellation);

    /// <summary>Copies a file of a model to a stream.</summary>
    /// <param name="version">The model's version.</param>
    /// <param name="name">One of <see cref="ModelState.Files"/>.</param>
    /// <param name="destination">Receives the bytes. Whoever uses them compares their hash before.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task DownloadModelFileAsync(string version, string name, Stream destination, CancellationToken cancellation = default)
    {
        using var response = await SendAsync(
            HttpMethod.Get, $"models/{Uri.EscapeDataString(version)}/files/{Uri.EscapeDataString(name)}", null, cancellation);
        await response.Content.CopyToAsync(destination, cancellation);
    }

    /// <summary>The file's own name is nobody's business: all are called the same.</summary>
    private static MultipartFormDataContent Form(ReadOnlyMemory<byte> file) => new() { { new ReadOnlyMemoryContent(file), "samplefile", "sample" } };

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(method, path, content, cancellation);
        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellation)
                ?? throw new ServiceException(response.StatusCode, "The service answered nothing.");
        }
        catch (JsonException e)
        {
            throw new ServiceException(response.StatusCode, $"The service's answer cannot be understood: {e.Message}");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException e)
        {
            throw new ServiceBusyException($"The service cannot be reached: {e.Message}", innerException: e);
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new ServiceBusyException("The service does not answer.", innerException: e);
        }

        if (response.IsSuccessStatusCode) return response;
        using (response) throw await RefusalAsync(response, cancellation);
    }

    private static async Task<Exception> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        string message = $"The service answered {(int)response.StatusCode}.";
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            var problem = await response.Content.ReadFromJsonAsync(WireJson.Default.ServiceProblem, cancellation);
            message = problem?.Detail ?? problem?.Title ?? message;
        }

        return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError
            ? new ServiceBusyException(message, response.Headers.RetryAfter?.Delta)
            : new ServiceException(response.StatusCode, message);
    }
}
