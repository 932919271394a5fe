/** The dark squares of a QR code as one path in a picture of 100 by 100, with the quiet zone that readers need. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  const quiet = 3;
  const size = 100 / (rows.length + 2 * quiet);
  const squares = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) =>
      isDark
        ? [
            `M${((x + quiet) * size).toFixed(3)} ${((y + quiet) * size).toFixed(3)}h${size.toFixed(3)}v${size.toFixed(3)}h-${size.toFixed(3)}z`,
          ]
        : [],
    ),
  );
  return squares.join('');
}
