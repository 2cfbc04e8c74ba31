using System.Text.Json;
using DrumAI.Features;

namespace DrumAI.Cli.Features;

/// <summary>
/// Features as members of a JSON object: vectors as arrays, matrices as arrays of rows. Numbers are in the shortest form that reads back as the same
/// double; the log-mel pictures, which are large and whose originals are single precision, as the same single.
/// </summary>
internal static class FeaturesJson
{
    /// <summary>Writes a member for each feature of a set, null where it has no answer.</summary>
    public static void WriteMembers(Utf8JsonWriter json, SoundFeatures features, FeatureSet set)
    {
        foreach (var feature in FeatureNames.Singles)
            if (set.HasFlag(feature)) Write(json, feature, features);
    }

    private static void Write(Utf8JsonWriter json, FeatureSet feature, SoundFeatures features)
    {
        json.WritePropertyName(FeatureNames.Of(feature));
        switch (feature)
        {
            case FeatureSet.Zcr:
                WriteVector(json, features.Zcr);
                break;
            case FeatureSet.Flatness:
                WriteVector(json, features.Flatness);
                break;
            case FeatureSet.Contrast:
                WriteRows(json, features.Contrast, SpectralDescriptors.FrameCount);
                break;
            case FeatureSet.Contrast8:
                WriteRows(json, features.Contrast8, SpectralDescriptors.FrameCount);
                break;
            case FeatureSet.Mfcc:
                WriteRows(json, features.Mfcc, SpectralDescriptors.FrameCount);
                break;
            case FeatureSet.LogMel:
                json.WriteStartObject();
                json.WritePropertyName("vggish"u8);
                WriteSingleRows(json, features.LogMelVggish, SpectralDescriptors.LogMelBandCount);
                json.WritePropertyName("yamnet"u8);
                WriteSingleRows(json, features.LogMelYamnet, SpectralDescriptors.LogMelBandCount);
                json.WriteEndObject();
                break;
            case FeatureSet.Timbre:
                WriteTimbre(json, features);
                break;
            case FeatureSet.Fingerprint:
                WriteFingerprint(json, features);
                break;
            case FeatureSet.Embedding:
                WriteVector(json, features.Embedding);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(feature), feature, "This is no single feature.");
        }
    }

    private static void WriteTimbre(Utf8JsonWriter json, SoundFeatures features)
    {
        if (features.Timbre is not { } timbre)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        WriteScore(json, "hardness"u8, timbre.Hardness);
        WriteScore(json, "depth"u8, timbre.Depth);
        WriteScore(json, "brightness"u8, timbre.Brightness);
        WriteScore(json, "roughness"u8, timbre.Roughness);
        WriteScore(json, "warmth"u8, timbre.Warmth);
        WriteScore(json, "sharpness"u8, timbre.Sharpness);
        WriteScore(json, "boominess"u8, timbre.Boominess);
        if (timbre.Reverb is { } reverb) json.WriteNumber("reverb"u8, reverb);
        else json.WriteNull("reverb"u8);
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? score)
    {
        if (score is { } value) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    private static void WriteFingerprint(Utf8JsonWriter json, SoundFeatures features)
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

    private static void WriteVector(Utf8JsonWriter json, double[]? values)
    {
        if (values is null) json.WriteNullValue();
        else WriteArray(json, values);
    }

    private static void WriteVector(Utf8JsonWriter json, float[]? values)
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

    private static void WriteRows(Utf8JsonWriter json, double[]? matrix, int columnCount)
    {
        if (matrix is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        for (int start = 0; start < matrix.Length; start += columnCount) WriteArray(json, matrix.AsSpan(start, columnCount));
        json.WriteEndArray();
    }

    private static void WriteSingleRows(Utf8JsonWriter json, double[]? matrix, int columnCount)
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

    private static void WriteArray(Utf8JsonWriter json, ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (double value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
