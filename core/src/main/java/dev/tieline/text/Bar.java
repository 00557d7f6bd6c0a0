package dev.tieline.text;

/** One line that shows how far something has come. */
public final class Bar {

  private static final int WIDTH = 10;

  private Bar() {}

  /**
   * Returns a progress line, such as {@code [#####.....] 5/10 route tables}.
   *
   * <p>The bar is full only when all is done, and never empty again once something is.
   *
   * @param done how many are done, 0 to total
   * @param total how many there are; with none of them the bar is full
   * @param label what they are; cleaned as {@link Clean#text} does
   * @return the line, without a line end
   * @throws IllegalArgumentException if done is negative or more than total
   */
  public static String line(int done, int total, String label) {
    if (done < 0 || done > total) {
      throw new IllegalArgumentException("done: " + done + " (expected: 0 to " + total + ")");
    }
    int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * done / total);
    if (done > 0) {
      filled = Math.max(1, filled);
    }
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    return ("[" + bar + "] " + done + "/" + total + " " + Clean.text(label)).stripTrailing();
  }
}
