using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DrumAI.Catalogue.Migrations
{
    /// <inheritdoc />
    public partial class Sharing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SampleSharing",
                columns: table => new
                {
                    SampleId = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: true),
                    QueuedLabel = table.Column<string>(type: "TEXT", nullable: true),
                    SentLabel = table.Column<string>(type: "TEXT", nullable: true),
                    IsContributed = table.Column<bool>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ConsensusClass = table.Column<string>(type: "TEXT", nullable: true),
                    ConsensusSubclass = table.Column<string>(type: "TEXT", nullable: true),
                    ConsensusConfidence = table.Column<double>(type: "REAL", nullable: true),
                    ConsensusVoters = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SampleSharing", x => x.SampleId);
                    table.ForeignKey(
                        name: "FK_SampleSharing_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SampleSharing_ConsensusClass",
                table: "SampleSharing",
                column: "ConsensusClass",
                filter: "ConsensusClass IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SampleSharing_ItemId",
                table: "SampleSharing",
                column: "ItemId",
                filter: "ItemId IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SampleSharing");
        }
    }
}
