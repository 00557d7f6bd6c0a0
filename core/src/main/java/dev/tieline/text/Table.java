package dev.tieline.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A table in plain text, its columns aligned, two spaces between them.
 *
 * <p>Wide characters (Chinese, Japanese, Korean) count as two. Cells are cleaned as {@link
 * Clean#text} does. A table is written by one thread.
 *
 * <pre>{@code
 * Table.headed("network", "block").row("tokyo", "10.20.0.0/16").toString()
 *
 * network  block
 * -------  ------------
 * tokyo    10.20.0.0/16
 * }</pre>
 */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> rightAligned = new LinkedHashSet<>();
  private final boolean headed;

  private Table(boolean headed) {
    this.headed = headed;
  }

  /**
   * Begins a table with a header, which is underlined.
   *
   * @param titles the titles of the columns
   * @return the table, still without rows
   */
  public static Table headed(String... titles) {
    return new Table(true).row((Object[]) titles);
  }

  /**
   * Begins a table without a header.
   *
   * @return the table, still without rows
   */
  public static Table plain() {
    return new Table(false);
  }

  /**
   * Adds a row. Rows may differ in length.
   *
   * @param cells the cells, shown by their {@code toString}
   * @return this table
   */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>(cells.length);
    for (Object cell : cells) {
      row.add(Clean.text(cell.toString()));
    }
    rows.add(row);
    return this;
  }

  /**
   * Aligns a column to the right, as for numbers.
   *
   * @param column the column, counted from 0
   * @return this table
   */
  public Table alignRight(int column) {
    rightAligned.add(column);
    return this;
  }

  /**
   * Returns the table.
   *
   * @return its lines, each ended by LF and without spaces at its end; empty without any row
   */
  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      appendRow(rows.get(i), widths, out);
      if (i == 0 && headed) {
        List<String> dashes = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
          dashes.add("-".repeat(widths[column]));
        }
        appendRow(dashes, widths, out);
      }
    }
    return out.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], Width.of(row.get(column)));
      }
    }
    return widths;
  }

  private void appendRow(List<String> row, int[] widths, StringBuilder out) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String padding = " ".repeat(widths[column] - Width.of(cell));
      line.append(column == 0 ? "" : "  ");
      line.append(rightAligned.contains(column) ? padding + cell : cell + padding);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
