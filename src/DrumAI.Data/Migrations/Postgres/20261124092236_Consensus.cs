using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DrumAI.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Consensus : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<float>(
                name: "Credit",
                table: "ClassVotes",
                type: "real",
                nullable: false,
                defaultValue: 0f);

            migrationBuilder.AddColumn<int>(
                name: "CreditedClassId",
                table: "ClassVotes",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Aliases",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    SampleId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Aliases", x => x.Hash);
                    table.ForeignKey(
                        name: "FK_Aliases_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SetAside",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetAside", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SetAside_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Settings",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false),
                    Value = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settings", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "VoterRecords",
                columns: table => new
                {
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    Total = table.Column<float>(type: "real", nullable: false),
                    Counts = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoterRecords", x => x.UserId);
                    table.ForeignKey(
                        name: "FK_VoterRecords_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Users_AddressBlock_CreatedAt",
                table: "Users",
                columns: new[] { "AddressBlock", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Aliases_SampleId",
                table: "Aliases",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_SetAside_UserId",
                table: "SetAside",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_VoterRecords_Total",
                table: "VoterRecords",
                column: "Total");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Aliases");

            migrationBuilder.DropTable(
                name: "SetAside");

            migrationBuilder.DropTable(
                name: "Settings");

            migrationBuilder.DropTable(
                name: "VoterRecords");

            migrationBuilder.DropIndex(
                name: "IX_Users_AddressBlock_CreatedAt",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "Credit",
                table: "ClassVotes");

            migrationBuilder.DropColumn(
                name: "CreditedClassId",
                table: "ClassVotes");
        }
    }
}
