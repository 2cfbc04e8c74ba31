using System.Text;
using System.Xml.Linq;
using DrumAI.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Security;

/// <summary>
/// Keeps the keys of cookies and forms in the database, so that every replica reads what another wrote, and a restart logs nobody out. Replicas that
/// start at once on an empty database would each make a first key and not know the other's for a day: the first one in wins, and the others use it.
/// </summary>
internal sealed class SharedKeys(DrumDatabase database) : IXmlRepository
{
    private const string Prefix = "data-protection/", First = Prefix + "first";
    private bool hasSeenKeys;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = database.CreateContext();
        var values = context.Settings.Where(s => s.Name.StartsWith(Prefix)).Select(s => s.Value).ToList();
        hasSeenKeys = values.Count > 0;
        return [.. values.Select(v => XElement.Parse(Encoding.UTF8.GetString(v)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var context = database.CreateContext();
        string name = hasSeenKeys ? Prefix + friendlyName : First;
        byte[] value = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        context.Database.ExecuteSql($"""INSERT INTO "Settings" ("Name", "Value") VALUES ({name}, {value}) ON CONFLICT DO NOTHING""");
    }
}
