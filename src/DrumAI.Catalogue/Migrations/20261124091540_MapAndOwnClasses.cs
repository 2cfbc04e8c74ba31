using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DrumAI.Catalogue.Migrations
{
    /// <inheritdoc />
    public partial class MapAndOwnClasses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "MapX",
                table: "Samples",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "MapY",
                table: "Samples",
                type: "REAL",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "OwnClasses",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Colour = table.Column<string>(type: "TEXT", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OwnClasses", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OwnClasses_Name",
                table: "OwnClasses",
                column: "Name",
                unique: true);

            // Nothing reads the words of the index of names.
            migrationBuilder.Sql("DROP TABLE NameVocabulary");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE VIRTUAL TABLE NameVocabulary USING fts5vocab(Names, row)");

            migrationBuilder.DropTable(
                name: "OwnClasses");

            migrationBuilder.DropColumn(
                name: "MapX",
                table: "Samples");

            migrationBuilder.DropColumn(
                name: "MapY",
                table: "Samples");
        }
    }
}
