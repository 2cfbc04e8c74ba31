using Microsoft.AspNetCore.Builder;

namespace DrumAI.Service;

/// <summary>What else the service's server answers, beside the API: its pages.</summary>
public abstract class ServiceExtension
{
    /// <summary>Registers what it needs, after the service itself has.</summary>
    public abstract void Add(WebApplicationBuilder builder, ServiceOptions options);

    /// <summary>Looks at requests once their endpoint is known, before anybody knows who asks.</summary>
    public abstract void Guard(WebApplication application);

    /// <summary>Maps its endpoints; requests that come here are let in.</summary>
    public abstract void Map(WebApplication application);
}
