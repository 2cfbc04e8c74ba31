import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { noPoints, readPoints } from '../src/map/points.ts';

// The tests in C# hand over what MapPoints.Write made of points that follow these rules (MapPointsTests).
const path = process.env['DRUMAI_MAP_POINTS'];

test('the browser reads what .NET wrote', { skip: path ? false : 'needs DRUMAI_MAP_POINTS' }, () => {
  const file = readFileSync(path!);
  const points = readPoints(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer);
  assert.equal(points.count, 1001);
  for (let i = 0; i < points.count; i++) {
    assert.deepEqual(
      [points.ids[i], points.x[i], points.y[i], points.confidence[i], points.classes[i], points.marks[i]],
      [i * 70001 - 5, Math.fround(i / 7 - 50), i === 3 ? NaN : Math.fround((100 - i) / 3), Math.round((i / 1024) * 65535), i % 251, i % 16]);
  }
});

test('another version is refused with advice', () => assert.throws(() => readPoints(new Uint8Array([0, 0, 0, 0, 9, 0, 0, 0]).buffer), /version 9.*Reload/));
test('what was cut short is refused', () => {
  assert.throws(() => readPoints(new Uint8Array([1, 0, 0, 0, 1, 0, 0, 0, 0]).buffer), /9 bytes, not the 24/);
  assert.throws(() => readPoints(new ArrayBuffer(3)), /header/);
});
test('no points are no points', () => assert.equal(noPoints().count, 0));
