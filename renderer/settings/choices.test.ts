import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBestMatch } from './choices.ts';

const preferred = { deviceId: 'a', groupId: 'dock', label: 'Webcam' };

const options = [
  { deviceId: 'z', groupId: 'other', label: 'Webcam' },
  { deviceId: 'y', groupId: 'dock', label: 'Webcam' },
  { deviceId: 'a', groupId: 'new', label: 'Renamed' },
];

describe('finding a chosen device again', () => {
  it('goes by the ID first', () => {
    expect(findBestMatch(options, preferred)?.deviceId).toBe('a');
  });

  it('goes by group and label when the ID changed', () => {
    expect(findBestMatch(options.slice(0, 2), preferred)?.deviceId).toBe('y');
  });

  it('goes by the label when the group changed too', () => {
    expect(findBestMatch(options.slice(0, 1), preferred)?.deviceId).toBe('z');
  });

  it('finds nothing where another device sits in the same group', () => {
    const other = [{ deviceId: 'b', groupId: 'dock', label: 'Other' }];
    expect(findBestMatch(other, preferred)).toBeUndefined();
  });

  it('never matches by an empty ID or label, which say nothing', () => {
    const unnamed = [{ deviceId: '', groupId: '', label: '' }];
    expect(findBestMatch(unnamed, { deviceId: '', groupId: '', label: '' })).toBeUndefined();
  });
});

const text = fc.constantFrom('', 'a', 'b', 'c');
const device = fc.record({ deviceId: text, groupId: text, label: text });
const unique = fc.uniqueArray(device, { selector: (d) => d.deviceId, maxLength: 5 });

/** How sure a match is; what the order of the rules means. */
function certainty(option: typeof preferred, wanted: typeof preferred): number {
  if (wanted.deviceId !== '' && option.deviceId === wanted.deviceId) return 3;
  if (wanted.label === '' || option.label !== wanted.label) return 0;
  return wanted.groupId !== '' && option.groupId === wanted.groupId ? 2 : 1;
}

describe('for any devices', () => {
  it('the match is one of them, and none of them is surer', () => {
    fc.assert(
      fc.property(unique, device, (list, wanted) => {
        const match = findBestMatch(list, wanted);
        const best = Math.max(0, ...list.map((option) => certainty(option, wanted)));
        if (match === undefined) expect(best).toBe(0);
        else expect(certainty(match, wanted)).toBe(best);
      }),
    );
  });

  it('a device that is plugged in and was chosen is found whatever else is', () => {
    fc.assert(
      fc.property(unique, unique, (list, more) => {
        for (const wanted of list.filter(({ deviceId }) => deviceId !== '')) {
          const others = more.filter(({ deviceId }) => deviceId !== wanted.deviceId);
          expect(findBestMatch([...others, wanted], wanted)).toEqual(wanted);
        }
      }),
    );
  });
});
