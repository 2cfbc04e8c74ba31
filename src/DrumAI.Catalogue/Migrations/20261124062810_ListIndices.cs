using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DrumAI.Catalogue.Migrations
{
    /// <inheritdoc />
    public partial class ListIndices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Samples_Stage_Id",
                table: "Samples");

            migrationBuilder.AddColumn<string>(
                name: "MeasureWarnings",
                table: "Samples",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Samples_IsFavourite",
                table: "Samples",
                column: "IsFavourite",
                filter: "IsFavourite");

            migrationBuilder.CreateIndex(
                name: "IX_Samples_IsPresent_Stage",
                table: "Samples",
                columns: new[] { "IsPresent", "Stage" });

            migrationBuilder.CreateIndex(
                name: "IX_Samples_LabelClass",
                table: "Samples",
                column: "LabelClass",
                filter: "LabelClass IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Samples_Path",
                table: "Samples",
                column: "Path");

            migrationBuilder.CreateIndex(
                name: "IX_Files_ErrorCode",
                table: "Files",
                column: "ErrorCode",
                filter: "ErrorCode IS NOT NULL");

            // Lists of names do not tell upper from lower case; an index can have that and the model cannot say it.
            migrationBuilder.Sql("CREATE INDEX IX_Samples_Name ON Samples (Name COLLATE NOCASE, Id)");

            // The words of the index of names.
            migrationBuilder.Sql("CREATE VIRTUAL TABLE NameVocabulary USING fts5vocab(Names, row)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE NameVocabulary");

            migrationBuilder.Sql("DROP INDEX IX_Samples_Name");

            migrationBuilder.DropIndex(
                name: "IX_Samples_IsFavourite",
                table: "Samples");

            migrationBuilder.DropIndex(
                name: "IX_Samples_IsPresent_Stage",
                table: "Samples");

            migrationBuilder.DropIndex(
                name: "IX_Samples_LabelClass",
                table: "Samples");

            migrationBuilder.DropIndex(
                name: "IX_Samples_Path",
                table: "Samples");

            migrationBuilder.DropIndex(
                name: "IX_Files_ErrorCode",
                table: "Files");

            migrationBuilder.DropColumn(
                name: "MeasureWarnings",
                table: "Samples");

            migrationBuilder.CreateIndex(
                name: "IX_Samples_Stage_Id",
                table: "Samples",
                columns: new[] { "Stage", "Id" });
        }
    }
}
