using System.Text.Json;
using DrumAI.Cli.Output;
using DrumAI.Identity;

namespace DrumAI.Cli.Duplicates;

/// <summary>Writes groups of duplicates, for programs and for people.</summary>
internal static class DuplicatesWriter
{
    /// <summary>One JSON object a group: its number from 1, and its files, the one to keep first.</summary>
    public static void WriteJsonLines(Stream stream, IReadOnlyList<DuplicateGroup> groups)
    {
        using var lines = new JsonLines(stream);
        for (int group = 0; group < groups.Count; group++)
        {
            int number = group + 1;
            lines.Write(json =>
            {
                json.WriteNumber("group"u8, number);
                json.WriteStartArray("files"u8);
                foreach (var member in groups[number - 1].Members) WriteMember(json, member);
                json.WriteEndArray();
            });
        }

        lines.Flush();
    }

    /// <summary>Groups with a line for each file, and a summary.</summary>
    public static void WriteText(TextWriter text, IReadOnlyList<DuplicateGroup> groups, int fileCount)
    {
        foreach (var group in groups)
        {
            for (int i = 0; i < group.Members.Count; i++)
            {
                var member = group.Members[i];
                string label = i == 0 ? "keep" : NameOf(member.Relation);
                string differences = member.Differences.Count > 0 ? $"  (other {string.Join(", ", member.Differences)})" : "";
                text.WriteLine($"{label}  {CellText.Printable(member.File.Path)}{differences}");
            }

            text.WriteLine();
        }

        int copies = groups.Sum(g => g.Members.Count(m => m.Relation == SoundRelation.Same) - 1);
        int siblings = groups.Sum(g => g.Members.Count(m => m.Relation == SoundRelation.Near));
        text.WriteLine($"{fileCount} sounds, {copies} copies, {siblings} near.");
        text.Flush();
    }

    private static void WriteMember(Utf8JsonWriter json, DuplicateMember member)
    {
        json.WriteStartObject();
        json.WriteString("path"u8, member.File.Path);
        json.WriteString("relation"u8, NameOf(member.Relation));
        json.WriteStartArray("differs"u8);
        foreach (string difference in member.Differences) json.WriteStringValue(difference);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string NameOf(SoundRelation relation) => relation == SoundRelation.Same ? "same" : "near";
}
