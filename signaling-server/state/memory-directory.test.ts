import { testDirectory } from './directory.fixture.ts';
import { MemoryDirectory } from './memory-directory.ts';

testDirectory('memory', (clock) => new MemoryDirectory(clock));
