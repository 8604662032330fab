/**
 * Says once what is going on; on a terminal the same line then counts the seconds.
 *
 * @param {string} text
 * @param {NodeJS.WriteStream} out
 */
export function showWait(text, out = process.stderr) {
  const startedMs = Date.now();
  const line = () => `cultivar: ${text} … ${Math.round((Date.now() - startedMs) / 1000)} s`;
  if (!out.isTTY) {
    out.write(`cultivar: ${text} …\n`);
    return { done() {} };
  }
  const draw = () => out.write(`\r\u001b[2K${line()}`);
  draw();
  const timer = setInterval(draw, 1000);
  return {
    done() {
      clearInterval(timer);
      draw();
      out.write('\n');
    },
  };
}
