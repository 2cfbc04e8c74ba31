using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrumAI.Features;

namespace DrumAI.Cli.Features;

/// <summary>
/// Features as one JSON object a line: vectors as arrays, matrices as arrays of rows. Numbers are in the shortest form that reads back as the same
/// double; the log-mel pictures, which are large and whose originals are single precision, as the same single.
/// </summary>
internal sealed class FeaturesWriter : IDisposable
{
    private const int FlushLength = 1 << 16;

    private readonly Stream stream;
    private readonly FeatureSet set;
    private readonly ArrayBufferWriter<byte> buffer = new(FlushLength * 2);
    private readonly Utf8JsonWriter json;

    public FeaturesWriter(Stream stream, FeatureSet set)
    {
        this.stream = stream;
        this.set = set;
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Writes one line; it may wait in a buffer until <see cref="Flush"/>.</summary>
    public void Write(FeaturesRow row)
    {
        json.WriteStartObject();
        json.WriteString("path"u8, row.Path);
        if (row.Features is { } features)
        {
            foreach (var feature in FeatureNames.Singles)
                if (set.HasFlag(feature)) Write(feature, features);
        }
        else if (row.Error is { } error)
        {
            json.WriteStartObject("error"u8);
            json.WriteString("code"u8, error.Code);
            json.WriteString("message"u8, error.Message);
            json.WriteEndObject();
        }

        if (row.Warnings.Count > 0)
        {
            json.WriteStartArray("warnings"u8);
            foreach (string warning in row.Warnings) json.WriteStringValue(warning);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();
        json.Reset();
        buffer.Write("\n"u8);
        if (buffer.WrittenCount >= FlushLength) Flush();
    }

    /// <summary>Passes on all that was written.</summary>
    public void Flush()
    {
        if (buffer.WrittenCount == 0) return;
        stream.Write(buffer.WrittenSpan);
        stream.Flush();
        buffer.ResetWrittenCount();
    }

    public void Dispose() => json.Dispose();

    private void Write(FeatureSet feature, SoundFeatures features)
    {
        json.WritePropertyName(FeatureNames.Of(feature));
        switch (feature)
        {
            case FeatureSet.Zcr:
                WriteVector(features.Zcr);
                break;
            case FeatureSet.Flatness:
                WriteVector(features.Flatness);
                break;
            case FeatureSet.Contrast:
                WriteRows(features.Contrast, SpectralDescriptors.FrameCount);
                break;
            case FeatureSet.Contrast8:
                WriteRows(features.Contrast8, SpectralDescriptors.FrameCount);
                break;
            case FeatureSet.Mfcc:
                WriteRows(features.Mfcc, SpectralDescriptors.FrameCount);
                break;
            case FeatureSet.LogMel:
                json.WriteStartObject();
                json.WritePropertyName("vggish"u8);
                WriteSingleRows(features.LogMelVggish, SpectralDescriptors.LogMelBandCount);
                json.WritePropertyName("yamnet"u8);
                WriteSingleRows(features.LogMelYamnet, SpectralDescriptors.LogMelBandCount);
                json.WriteEndObject();
                break;
            case FeatureSet.Timbre:
                WriteTimbre(features);
                break;
            case FeatureSet.Fingerprint:
                WriteFingerprint(features);
                break;
            case FeatureSet.Embedding:
                WriteVector(features.Embedding);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(feature), feature, "This is no single feature.");
        }
    }

    private void WriteTimbre(SoundFeatures features)
    {
        if (features.Timbre is not { } timbre)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        WriteScore("hardness"u8, timbre.Hardness);
        WriteScore("depth"u8, timbre.Depth);
        WriteScore("brightness"u8, timbre.Brightness);
        WriteScore("roughness"u8, timbre.Roughness);
        WriteScore("warmth"u8, timbre.Warmth);
        WriteScore("sharpness"u8, timbre.Sharpness);
        WriteScore("boominess"u8, timbre.Boominess);
        if (timbre.Reverb is { } reverb) json.WriteNumber("reverb"u8, reverb);
        else json.WriteNull("reverb"u8);
        json.WriteEndObject();
    }

    private void WriteScore(ReadOnlySpan<byte> name, double? score)
    {
        if (score is { } value) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    private void WriteFingerprint(SoundFeatures features)
    {
        if (features.Fingerprint is not { } fingerprint)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("hash"u8, fingerprint.Hash);
        json.WriteString("bits"u8, fingerprint.Bits);
        json.WriteEndObject();
    }

    private void WriteVector(double[]? values)
    {
        if (values is null) json.WriteNullValue();
        else WriteArray(values);
    }

    private void WriteVector(float[]? values)
    {
        if (values is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (float value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private void WriteRows(double[]? matrix, int columnCount)
    {
        if (matrix is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        for (int start = 0; start < matrix.Length; start += columnCount) WriteArray(matrix.AsSpan(start, columnCount));
        json.WriteEndArray();
    }

    private void WriteSingleRows(double[]? matrix, int columnCount)
    {
        if (matrix is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        for (int start = 0; start < matrix.Length; start += columnCount)
        {
            json.WriteStartArray();
            foreach (double value in matrix.AsSpan(start, columnCount)) json.WriteNumberValue((float)value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteArray(ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (double value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
