/** Calls that are made before anything is counted: they fetch and compile what is used once. */
export const warmingCalls = 15;

/** Calls in a row, whose remains are counted. */
export const callsInARow = 50;

/** How long a long call is, in minutes; `TATAP_BENCH_CALL_MINUTES` shortens it where time is dear. */
export const callMinutes = Number(process.env['TATAP_BENCH_CALL_MINUTES'] ?? 10);
