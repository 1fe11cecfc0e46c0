import { testCallTable } from './call-table.fixture.ts';
import { MemoryCalls } from './memory-calls.ts';

testCallTable('memory', (clock) => new MemoryCalls(clock));
