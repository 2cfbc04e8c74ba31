#!/usr/bin/env python3
"""Times the originals of the features beside ours, on the same sounds, in one run, on one thread.

usage: python3 benchmarks/peers/features.py FOLDER [COUNT]

Needs the .NET SDK for our side, and for theirs (Python 3.8 to 3.10, since timbral_models asks for an old librosa):
    pip install "librosa==0.8.1" "numpy<1.24" soundfile resampy timbral_models
Debian has two of them: apt-get install python3-soundfile python3-resampy
What is not installed is left out of the table, and said so.
"""
import os

# One thread each, before numpy is loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import statistics
import subprocess
import sys
import time

EXTENSIONS = {".wav", ".wave", ".aif", ".aiff", ".flac", ".ogg", ".opus", ".mp3"}
RUNS = 2
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def sounds(folder, count):
    """The same sounds as ours: every n-th of all in the order of their paths."""
    found = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names
                   if os.path.splitext(name)[1].lower() in EXTENSIONS)
    step = max(1, len(found) // count)
    return [path for i, path in enumerate(found) if i % step == step // 2]


def optional(name):
    try:
        return __import__(name)
    except ImportError as error:
        print(f"left out, not installed: {name} ({error})", file=sys.stderr)
        return None


def measure(stage, items, compute):
    """Processor time of each item, the better of a few runs after one that warms up; items that the original cannot do are counted apart."""
    best, failed = [], 0
    for item in items:
        try:
            compute(item)
            times = []
            for _ in range(RUNS):
                start = time.process_time()
                compute(item)
                times.append(time.process_time() - start)
            best.append(min(times) * 1000)
        except Exception:  # The originals raise on silence, on short sounds and more.
            failed += 1
    if best:
        note = f" ({failed} failed)" if failed else ""
        print(f"| {stage}{note} | {statistics.median(best):.3f} | {statistics.fmean(best):.3f} |", flush=True)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 64
    paths = sounds(folder, count)

    print(f"## Originals, {len(paths)} sounds\n\n| stage | median ms | mean ms |\n| --- | ---: | ---: |", flush=True)
    soundfile, librosa, timbral, resampy = optional("soundfile"), optional("librosa"), optional("timbral_models"), optional("resampy")
    if soundfile:
        measure("decode", paths, lambda path: soundfile.read(path))
    if soundfile and resampy and not librosa:
        # What librosa 0.8 does when it loads a file, by the libraries that it does it with.
        def loaded(path):
            samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
            mono = samples.mean(axis=1)
            return mono if rate == 16000 else resampy.resample(mono, rate, 16000, filter="kaiser_best")

        measure("decode and resample to 16 kHz (soundfile and resampy, as librosa 0.8)", paths, loaded)
    if librosa:
        import numpy

        def first_second(path):
            samples = librosa.load(path, sr=16000, mono=True, duration=None, res_type="kaiser_best")[0][:16000]
            return numpy.pad(samples, (0, 16000 - len(samples)))

        def log_mel(samples):
            frames = librosa.util.frame(samples, frame_length=400, hop_length=160)[:, :96]
            spectra = numpy.abs(numpy.fft.rfft(frames.T * numpy.hanning(401)[:400], 512))
            return numpy.log(spectra @ mel.T + 0.01), numpy.log(spectra @ mel.T + 0.001)

        mel = librosa.filters.mel(sr=16000, n_fft=512, n_mels=64, fmin=125, fmax=7500, htk=True, norm=None)
        measure("decode and resample to 16 kHz", paths, first_second)
        buffers = [first_second(path) for path in paths]
        measure("zcr", buffers, lambda x: librosa.feature.zero_crossing_rate(x))
        measure("flatness", buffers, lambda x: librosa.feature.spectral_flatness(x))
        measure("contrast", buffers, lambda x: librosa.feature.spectral_contrast(x, sr=16000))
        measure("mfcc", buffers, lambda x: librosa.feature.mfcc(x, sr=16000))
        measure("logmel", buffers, log_mel)
    if timbral:
        for name in ("hardness", "depth", "brightness", "roughness", "warmth", "sharpness", "booming", "reverb"):
            measure(name, paths, getattr(timbral, f"timbral_{name}"))
        measure("timbre, all eight", paths, lambda path: timbral.timbral_extractor(path, verbose=False))

    print("\n## Ours, the same sounds\n", flush=True)
    subprocess.run(["dotnet", "run", "--project", os.path.join(ROOT, "benchmarks", "DrumAI.Benchmarks"), "-c", "Release", "--",
                    "features", folder, str(count)], check=True)


if __name__ == "__main__":
    main()
