import { describe, expect, it } from 'vitest';
import { Scope } from './scope.ts';

describe('Scope', () => {
  it('releases everything once, the last first', () => {
    const scope = new Scope();
    const released: string[] = [];
    scope.own(() => released.push('first'));
    scope.own(() => released.push('second'));
    scope.end();
    scope.end();
    expect(released).toEqual(['second', 'first']);
    expect(scope.size).toBe(0);
  });

  it('releases early, and then not again', () => {
    const scope = new Scope();
    let count = 0;
    const release = scope.own(() => {
      count += 1;
    });
    release();
    scope.end();
    expect(count).toBe(1);
  });

  it('ends its children, and forgets those that ended before it', () => {
    const scope = new Scope();
    const released: string[] = [];
    const gone = scope.child();
    gone.own(() => released.push('gone'));
    gone.end();
    expect(scope.size).toBe(0);
    scope.child().own(() => released.push('kept'));
    scope.end();
    expect(released).toEqual(['gone', 'kept']);
  });

  it('releases at once what comes too late', () => {
    const scope = new Scope();
    scope.end();
    let released = 0;
    scope.own(() => {
      released += 1;
    });
    expect(released).toBe(1);
  });

  it('releases the rest when one release throws', () => {
    const scope = new Scope();
    const released: string[] = [];
    scope.own(() => released.push('kept'));
    scope.own(() => {
      throw new Error('stuck');
    });
    expect(() => scope.end()).toThrow('stuck');
    expect(released).toEqual(['kept']);
  });
});
