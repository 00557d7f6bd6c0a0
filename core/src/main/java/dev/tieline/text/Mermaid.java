package dev.tieline.text;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A picture in Mermaid's language: a flowchart from left to right.
 *
 * <p>Ids and labels may be any text: ids are encoded, one to one, so that they are no words of
 * Mermaid, and labels are quoted. A picture is drawn by one thread.
 *
 * <pre>{@code
 * Mermaid.leftToRight()
 *     .subgraph("ap-northeast-1", "Tokyo", g -> g.node("vpc-1", "10.20.0.0/16", Mermaid.Shape.BOX))
 *     .node("vpc-2", "172.31.0.0/16", Mermaid.Shape.BOX)
 *     .edge("vpc-1", "vpc-2", "peering", Mermaid.Line.SOLID)
 * }</pre>
 */
public final class Mermaid {

  /** The outline of a node. */
  public enum Shape {
    /** A rectangle. */
    BOX("[", "]"),
    /** A rectangle with round corners. */
    ROUND("(", ")"),
    /** A stadium. */
    PILL("([", "])"),
    /** A cylinder. */
    CYLINDER("[(", ")]"),
    /** A hexagon. */
    HEXAGON("{{", "}}");

    private final String open;
    private final String close;

    Shape(String open, String close) {
      this.open = open;
      this.close = close;
    }
  }

  /** The stroke of an edge. */
  public enum Line {
    /** An unbroken arrow. */
    SOLID("-->"),
    /** A dashed arrow. */
    DASHED("-.->");

    private final String arrow;

    Line(String arrow) {
      this.arrow = arrow;
    }
  }

  private final StringBuilder out;
  private final Set<String> ids;
  private final String indent;

  private Mermaid(StringBuilder out, Set<String> ids, String indent) {
    this.out = out;
    this.ids = ids;
    this.indent = indent;
  }

  /**
   * Begins a flowchart.
   *
   * @return an empty picture
   */
  public static Mermaid leftToRight() {
    return new Mermaid(new StringBuilder("flowchart LR\n"), new LinkedHashSet<>(), "  ");
  }

  /**
   * Adds a node.
   *
   * @param id any text that no other node or subgraph of the picture has
   * @param label what is written in it
   * @param shape its outline
   * @return this picture
   * @throws IllegalArgumentException if the id is in the picture already
   */
  public Mermaid node(String id, String label, Shape shape) {
    add(id);
    return line(encoded(id) + shape.open + Quote.mermaid(label) + shape.close);
  }

  /**
   * Adds an arrow.
   *
   * @param from the id of a node or subgraph added before
   * @param to the id of a node or subgraph added before
   * @param label what is written at it; nothing if it is blank
   * @param line its stroke
   * @return this picture
   * @throws IllegalArgumentException if an end is not in the picture
   */
  public Mermaid edge(String from, String to, String label, Line line) {
    for (String end : new String[] {from, to}) {
      if (!ids.contains(end)) {
        throw new IllegalArgumentException(
            "edge: " + Clean.text(end) + " (expected: a node that was added before)");
      }
    }
    String text = label.isBlank() ? "" : "|" + Quote.mermaid(label) + "|";
    return line(encoded(from) + " " + line.arrow + text + " " + encoded(to));
  }

  /**
   * Adds a frame around some nodes.
   *
   * @param id any text that no other node or subgraph of the picture has
   * @param label the title of the frame
   * @param content adds the nodes inside
   * @return this picture
   * @throws IllegalArgumentException if the id is in the picture already
   */
  public Mermaid subgraph(String id, String label, Consumer<Mermaid> content) {
    add(id);
    line("subgraph " + encoded(id) + "[" + Quote.mermaid(label) + "]");
    content.accept(new Mermaid(out, ids, indent + "  "));
    return line("end");
  }

  private void add(String id) {
    if (!ids.add(id)) {
      throw new IllegalArgumentException(
          "id: " + Clean.text(id) + " (expected: one that is not in the picture yet)");
    }
  }

  private Mermaid line(String text) {
    out.append(indent).append(text).append('\n');
    return this;
  }

  /** Encodes an id: readable, a word of no language, and different for different ids. */
  private static String encoded(String id) {
    StringBuilder word = new StringBuilder("n_");
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean plain = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (plain) {
        word.append(c);
      } else {
        word.append('_').append(Integer.toHexString(c)).append('_');
      }
    }
    return word.toString();
  }

  /**
   * Returns the picture.
   *
   * @return its lines, each ended by LF
   */
  @Override
  public String toString() {
    return out.toString();
  }
}
