using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Data;

namespace DrumAI.Cli.Arguments;

/// <summary>Where the shared service's database is: <c>--database</c>, or a file in the folder of <c>--data</c>.</summary>
internal sealed class DatabaseOptions
{
    private const string FileName = "service.db";

    private readonly Option<string?> data = new("--data") { Description = "Folder of the service's data, instead of the usual one.", HelpName = "DIR" };

    private readonly Option<string?> database = new("--database")
    {
        Description = "Connection string: with Host= PostgreSQL, with Data Source= SQLite; or @FILE, a file that holds it.",
        HelpName = "CONNECTION",
    };

    public DatabaseOptions() => database.Validators.Add(result =>
    {
        if (result.Tokens is not [var token] || token.Value.StartsWith('@')) return;
        try
        {
            DatabaseAddress.KindOf(token.Value);
        }
        catch (ArgumentException e)
        {
            result.AddError(e.Message);
        }
    });

    public void AddTo(Command command)
    {
        command.Add(data);
        command.Add(database);
    }

    /// <summary>The connection string.</summary>
    public string Of(ParseResult result) =>
        result.GetValue(database) ?? $"Data Source={Path.Combine(Path.GetFullPath(result.GetValue(data) ?? DataFolder.Default), FileName)}";
}
