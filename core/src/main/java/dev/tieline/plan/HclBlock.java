package dev.tieline.plan;

import static java.util.Objects.requireNonNull;

import dev.tieline.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One block of HCL, the language of Terraform, as a handover shows it: strings quoted, so that
 * nothing in them is a template. For cloud modules. Immutable.
 */
public final class HclBlock {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern REFERENCE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)*");

  private record Attribute(String name, String expression) {}

  private final String head;
  private final List<Attribute> attributes;

  private HclBlock(String head, List<Attribute> attributes) {
    this.head = head;
    this.attributes = attributes;
  }

  /**
   * Starts a block.
   *
   * @param type its type, such as {@code resource}
   * @param labels its labels
   * @return a new block without attributes
   * @throws IllegalArgumentException if the type is no identifier
   */
  public static HclBlock of(String type, String... labels) {
    StringBuilder head = new StringBuilder(matching(type, IDENTIFIER, "an identifier"));
    for (String label : labels) {
      head.append(' ').append(Quote.hcl(label));
    }
    return new HclBlock(head.toString(), List.of());
  }

  /**
   * Adds a string.
   *
   * @param name the attribute's name
   * @param value its value
   * @return a new block
   * @throws IllegalArgumentException if the name is no identifier
   */
  public HclBlock string(String name, String value) {
    return with(name, Quote.hcl(value));
  }

  /**
   * Adds a list of strings.
   *
   * @param name the attribute's name
   * @param values its elements
   * @return a new block
   * @throws IllegalArgumentException if the name is no identifier
   */
  public HclBlock strings(String name, List<String> values) {
    return with(name, values.stream().map(Quote::hcl).collect(Collectors.joining(", ", "[", "]")));
  }

  /**
   * Adds a number.
   *
   * @param name the attribute's name
   * @param value its value
   * @return a new block
   * @throws IllegalArgumentException if the name is no identifier
   */
  public HclBlock number(String name, long value) {
    return with(name, Long.toString(value));
  }

  /**
   * Adds a truth value.
   *
   * @param name the attribute's name
   * @param value its value
   * @return a new block
   * @throws IllegalArgumentException if the name is no identifier
   */
  public HclBlock flag(String name, boolean value) {
    return with(name, Boolean.toString(value));
  }

  /**
   * Adds a reference to an attribute of another block.
   *
   * @param name the attribute's name
   * @param reference what it refers to, such as {@code aws_vpc.main.id}
   * @return a new block
   * @throws IllegalArgumentException if the name is no identifier, or the reference none of names
   *     joined by dots
   */
  public HclBlock reference(String name, String reference) {
    return with(name, matching(reference, REFERENCE, "names joined by dots"));
  }

  private HclBlock with(String name, String expression) {
    List<Attribute> more = new ArrayList<>(attributes);
    more.add(new Attribute(matching(name, IDENTIFIER, "an identifier"), expression));
    return new HclBlock(head, List.copyOf(more));
  }

  private static String matching(String text, Pattern pattern, String expected) {
    if (!pattern.matcher(requireNonNull(text, "text")).matches()) {
      throw new IllegalArgumentException("hcl: " + text + " (expected: " + expected + ")");
    }
    return text;
  }

  /**
   * Returns the block with its attributes aligned, as terraform fmt does.
   *
   * @return lines, each ended by a line feed
   */
  @Override
  public String toString() {
    int width = attributes.stream().mapToInt(a -> a.name().length()).max().orElse(0);
    StringBuilder out = new StringBuilder(head).append(" {\n");
    for (Attribute attribute : attributes) {
      String padding = " ".repeat(width - attribute.name().length());
      out.append("  ").append(attribute.name()).append(padding);
      out.append(" = ").append(attribute.expression()).append('\n');
    }
    return out.append("}\n").toString();
  }
}
