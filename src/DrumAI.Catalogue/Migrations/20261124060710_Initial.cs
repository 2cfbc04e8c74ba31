using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DrumAI.Catalogue.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Edits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Edits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Folders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    IsWatched = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsOffline = table.Column<bool>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ListedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Folders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Samples",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ContentHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    FileId = table.Column<long>(type: "INTEGER", nullable: true),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    IsPresent = table.Column<bool>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Class = table.Column<string>(type: "TEXT", nullable: true, computedColumnSql: "COALESCE(LabelClass, PredictedClass)", stored: true),
                    Subclass = table.Column<string>(type: "TEXT", nullable: true, computedColumnSql: "CASE WHEN LabelClass IS NULL THEN PredictedSubclass ELSE LabelSubclass END", stored: true),
                    Confidence = table.Column<double>(type: "REAL", nullable: true, computedColumnSql: "CASE WHEN LabelClass IS NULL THEN PredictedConfidence ELSE 1.0 END", stored: true),
                    LabelClass = table.Column<string>(type: "TEXT", nullable: true),
                    LabelSubclass = table.Column<string>(type: "TEXT", nullable: true),
                    IsFavourite = table.Column<bool>(type: "INTEGER", nullable: false),
                    PredictedClass = table.Column<string>(type: "TEXT", nullable: true),
                    PredictedSubclass = table.Column<string>(type: "TEXT", nullable: true),
                    PredictedConfidence = table.Column<double>(type: "REAL", nullable: true),
                    Model = table.Column<string>(type: "TEXT", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: true),
                    DurationSeconds = table.Column<double>(type: "REAL", nullable: true),
                    LevelDecibels = table.Column<double>(type: "REAL", nullable: true),
                    AttackSeconds = table.Column<double>(type: "REAL", nullable: true),
                    SampleRate = table.Column<int>(type: "INTEGER", nullable: true),
                    ChannelCount = table.Column<int>(type: "INTEGER", nullable: true),
                    Container = table.Column<int>(type: "INTEGER", nullable: true),
                    Hardness = table.Column<double>(type: "REAL", nullable: true),
                    Depth = table.Column<double>(type: "REAL", nullable: true),
                    Brightness = table.Column<double>(type: "REAL", nullable: true),
                    Roughness = table.Column<double>(type: "REAL", nullable: true),
                    Warmth = table.Column<double>(type: "REAL", nullable: true),
                    Sharpness = table.Column<double>(type: "REAL", nullable: true),
                    Boominess = table.Column<double>(type: "REAL", nullable: true),
                    Reverb = table.Column<int>(type: "INTEGER", nullable: true),
                    Fingerprint = table.Column<byte[]>(type: "BLOB", nullable: true),
                    MeasureVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Warnings = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Samples", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Tags",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tags", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EditItems",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EditId = table.Column<long>(type: "INTEGER", nullable: false),
                    SampleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EditItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EditItems_Edits_EditId",
                        column: x => x.EditId,
                        principalTable: "Edits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_EditItems_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Features",
                columns: table => new
                {
                    SampleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Zcr = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Flatness = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Contrast = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Contrast8 = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Mfcc = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Features", x => x.SampleId);
                    table.ForeignKey(
                        name: "FK_Features_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Files",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FolderId = table.Column<long>(type: "INTEGER", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameWords = table.Column<string>(type: "TEXT", nullable: false),
                    FolderWords = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    ModifiedTicks = table.Column<long>(type: "INTEGER", nullable: false),
                    IsMissing = table.Column<bool>(type: "INTEGER", nullable: false),
                    SampleId = table.Column<long>(type: "INTEGER", nullable: true),
                    ErrorCode = table.Column<string>(type: "TEXT", nullable: true),
                    ErrorMessage = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Files", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Files_Folders_FolderId",
                        column: x => x.FolderId,
                        principalTable: "Folders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Files_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "Predictions",
                columns: table => new
                {
                    SampleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Embedding = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ClassProbabilities = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SubclassProbabilities = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Predictions", x => x.SampleId);
                    table.ForeignKey(
                        name: "FK_Predictions_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SampleTags",
                columns: table => new
                {
                    SampleId = table.Column<long>(type: "INTEGER", nullable: false),
                    TagId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SampleTags", x => new { x.SampleId, x.TagId });
                    table.ForeignKey(
                        name: "FK_SampleTags_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SampleTags_Tags_TagId",
                        column: x => x.TagId,
                        principalTable: "Tags",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_EditItems_EditId",
                table: "EditItems",
                column: "EditId");

            migrationBuilder.CreateIndex(
                name: "IX_EditItems_SampleId",
                table: "EditItems",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_Files_FolderId",
                table: "Files",
                column: "FolderId");

            migrationBuilder.CreateIndex(
                name: "IX_Files_Path",
                table: "Files",
                column: "Path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Files_SampleId",
                table: "Files",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_Folders_Path",
                table: "Folders",
                column: "Path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SampleTags_TagId",
                table: "SampleTags",
                column: "TagId");

            migrationBuilder.CreateIndex(
                name: "IX_Samples_Class",
                table: "Samples",
                column: "Class");

            migrationBuilder.CreateIndex(
                name: "IX_Samples_ContentHash",
                table: "Samples",
                column: "ContentHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Samples_Stage_Id",
                table: "Samples",
                columns: new[] { "Stage", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Samples_Subclass",
                table: "Samples",
                column: "Subclass");

            migrationBuilder.CreateIndex(
                name: "IX_Tags_Name",
                table: "Tags",
                column: "Name",
                unique: true);

            // The index of names: a row for each sound, with the words of all its files. It holds no text of its own.
            migrationBuilder.Sql(
                "CREATE VIRTUAL TABLE Names USING fts5(Name, Folders, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE Names");

            migrationBuilder.DropTable(
                name: "EditItems");

            migrationBuilder.DropTable(
                name: "Features");

            migrationBuilder.DropTable(
                name: "Files");

            migrationBuilder.DropTable(
                name: "Predictions");

            migrationBuilder.DropTable(
                name: "SampleTags");

            migrationBuilder.DropTable(
                name: "Edits");

            migrationBuilder.DropTable(
                name: "Folders");

            migrationBuilder.DropTable(
                name: "Samples");

            migrationBuilder.DropTable(
                name: "Tags");
        }
    }
}
