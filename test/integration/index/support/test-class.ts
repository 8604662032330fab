/** The determinism class that the market of these tests knows. */
export const TEST_CLASS = 'exact:test/1/any';
