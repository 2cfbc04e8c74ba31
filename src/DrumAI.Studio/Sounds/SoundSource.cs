using DrumAI.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Studio.Sounds;

/// <summary>Finds the files of sounds by their numbers in the catalogue: the only way to a file from outside.</summary>
internal sealed class SoundSource(SampleCatalogue catalogue)
{
    /// <summary>The file to play; null where there is no such sound, or its file is not there.</summary>
    public async Task<string?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var context = catalogue.CreateContext();
        string? path = await context.Samples.Where(s => s.Id == id && s.IsPresent).Select(s => s.Path).FirstOrDefaultAsync(cancellation);
        return path is not null && File.Exists(path) ? path : null;
    }
}
