import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchingGain, measure } from '../src/sound/loudness.ts';

const sine = (rate: number, hertz: number, amplitude: number, seconds: number) =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / rate));

const close = (actual: number, expected: number, within: number) => assert.ok(Math.abs(actual - expected) <= within, `${actual} is not within ${within} of ${expected}`);

// EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS is -23 LUFS, at any rate.
for (const rate of [44100, 48000, 96000])
  test(`a stereo sine of 1 kHz at -23 dBFS is -23 LUFS at ${rate} Hz`, () => {
    const channel = sine(rate, 1000, 10 ** (-23 / 20), 1);
    close(measure([channel, channel], rate).lufs, -23, 0.1);
  });

test('a short stroke is as loud with a second of silence behind it as with none', () => {
  const stroke = sine(48000, 200, 0.5, 0.4);
  const longer = new Float32Array(48000 * 1.4);
  longer.set(stroke);
  close(measure([longer], 48000).lufs, measure([stroke], 48000).lufs, 0.1);
});

test('low bass counts less than the middle', () => {
  assert.ok(measure([sine(48000, 30, 0.5, 1)], 48000).lufs < measure([sine(48000, 1000, 0.5, 1)], 48000).lufs - 3);
});

test('two sounds are as loud as each other once matched', () => {
  for (const [hertz, amplitude] of [[100, 0.9], [3000, 0.05]] as const) {
    const samples = sine(48000, hertz, amplitude, 0.5);
    const gain = matchingGain(measure([samples], 48000), -23);
    close(measure([samples.map((s) => s * gain)], 48000).lufs, -23, 0.2);
  }
});

test('no gain drives a peak past full scale', () => {
  const click = new Float32Array(48000);
  click[10] = 0.8;
  const level = measure([click], 48000);
  close(matchingGain(level, -10) * level.peak, 1, 1e-6);
});

test('silence is left alone', () => assert.equal(matchingGain(measure([new Float32Array(1000)], 48000), -20), 1));
test('no samples at all are silence', () => assert.equal(measure([new Float32Array(0)], 48000).lufs, -Infinity));
