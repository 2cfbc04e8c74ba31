using System.Text.RegularExpressions;
using DrumAI.Catalogue.Entities;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Catalogue.Edits;

/// <summary>The musician's own classes: added, named, coloured, removed. Sounds are put into them like into any other, see <see cref="LibraryEdits.SetLabel"/>.</summary>
public sealed partial class OwnClasses(SampleCatalogue catalogue, TimeProvider? time = null)
{
    private const int MaxNameLength = 40;

    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>All of them, in the order in which they were added.</summary>
    public IReadOnlyList<OwnClass> List()
    {
        using var context = catalogue.CreateContext();
        return [.. context.OwnClasses.OrderBy(c => c.Id)];
    }

    /// <summary>Understands the name of a class: one of the taxonomy's (<see cref="DrumLabel.Parse"/>) or an own one, in any case; null where it is neither.</summary>
    public DrumLabel? Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (DrumLabel.Parse(name) is { } known) return known;
        using var context = catalogue.CreateContext();
        name = name.Trim();
        return context.OwnClasses.Where(c => c.Name == name).Select(c => c.Name).FirstOrDefault() is { } own ? new DrumLabel(own, Subclass: null) : null;
    }

    /// <summary>Adds a class.</summary>
    /// <param name="name">1 to 40 characters that are no name of another class yet.</param>
    /// <param name="colour"><c>#rrggbb</c>.</param>
    /// <exception cref="CatalogueException">The name is taken, or one of the two is not as it should be; the message says what.</exception>
    public OwnClass Add(string name, string colour)
    {
        using var context = catalogue.CreateContext();
        var own = new OwnClass { Name = Checked(context, name, except: 0), Colour = CheckedColour(colour), AddedAt = time.GetUtcNow() };
        context.OwnClasses.Add(own);
        context.SaveChanges();
        return own;
    }

    /// <summary>Gives a class another name or colour. Its sounds follow, and what was written down of edits too, so that those can still be undone.</summary>
    /// <exception cref="CatalogueException">There is no such class, or <see cref="Add"/> would not take the name or colour.</exception>
    public void Change(long id, string name, string colour)
    {
        using var context = catalogue.CreateContext();
        using var transaction = context.Database.BeginTransaction();
        var own = Find(context, id);
        string before = own.Name;
        (own.Name, own.Colour) = (Checked(context, name, id), CheckedColour(colour));
        context.SaveChanges();
        if (own.Name != before)
        {
            context.Samples.Where(s => s.LabelClass == before).ExecuteUpdate(set => set.SetProperty(s => s.LabelClass, own.Name));
            var items = context.EditItems.Where(i => i.Edit!.Kind == EditKind.Label);
            items.Where(i => i.Before == before).ExecuteUpdate(set => set.SetProperty(i => i.Before, own.Name));
            items.Where(i => i.After == before).ExecuteUpdate(set => set.SetProperty(i => i.After, own.Name));
        }

        transaction.Commit();
    }

    /// <summary>Removes a class. Its sounds have the model's class again; that is an edit, which is written down, but cannot bring the class back.</summary>
    /// <returns>How many sounds it had.</returns>
    /// <exception cref="CatalogueException">There is no such class.</exception>
    public int Remove(long id)
    {
        string name;
        long[] sounds;
        using (var context = catalogue.CreateContext())
        {
            name = Find(context, id).Name;
            sounds = [.. context.Samples.Where(s => s.LabelClass == name).Select(s => s.Id)];
        }

        int count = new LibraryEdits(catalogue, time).SetLabel(sounds, label: null);
        using (var context = catalogue.CreateContext()) context.OwnClasses.Where(c => c.Id == id).ExecuteDelete();
        return count;
    }

    private static OwnClass Find(CatalogueContext context, long id) =>
        context.OwnClasses.AsTracking().FirstOrDefault(c => c.Id == id) ?? throw new CatalogueException("This class is not there any more.");

    private static string Checked(CatalogueContext context, string name, long except)
    {
        ArgumentNullException.ThrowIfNull(name);
        name = name.Trim();
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
            throw new CatalogueException($"A class's name has 1 to {MaxNameLength} characters, none of them a control character.");
        if (DrumLabel.Parse(name) is { } known) throw new CatalogueException($"{name} is a name of {known.Name} already.");
        if (context.OwnClasses.Any(c => c.Name == name && c.Id != except)) throw new CatalogueException($"There is a class {name} already.");
        return name;
    }

    private static string CheckedColour(string colour)
    {
        ArgumentNullException.ThrowIfNull(colour);
        return Colour().IsMatch(colour) ? colour.ToLowerInvariant() : throw new CatalogueException($"{colour} is no colour; write #rrggbb.");
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Colour();
}
