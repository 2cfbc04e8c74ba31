using Microsoft.Playwright;

namespace DrumAI.Maps;

/// <summary>Processor time of all of the browser's processes together: what a thing costs, whatever else the machine does.</summary>
internal sealed class ProcessorClock(ICDPSession session)
{
    private double last;

    public static async Task<ProcessorClock> StartAsync(IBrowser browser)
    {
        var clock = new ProcessorClock(await browser.NewBrowserCDPSessionAsync());
        await clock.LapAsync();
        return clock;
    }

    /// <summary>Milliseconds since the call before.</summary>
    public async Task<double> LapAsync()
    {
        var answer = await session.SendAsync("SystemInfo.getProcessInfo");
        double now = answer!.Value.GetProperty("processInfo").EnumerateArray().Sum(p => p.GetProperty("cpuTime").GetDouble()) * 1000;
        (double lap, last) = (now - last, now);
        return lap;
    }
}
