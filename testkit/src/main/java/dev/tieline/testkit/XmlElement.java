package dev.tieline.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An element of a cloud's XML answer: a name and either a text or children. Answers are built with
 * the adding methods and read with paths such as {@code vpcSet/item/vpcId}. Not thread-safe while
 * it is being built.
 */
public final class XmlElement {

  private final String name;
  private @Nullable String text;
  private List<XmlElement> children = List.of(); // most elements are leaves

  /**
   * Creates an element without content.
   *
   * @param name the element's name
   */
  public XmlElement(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /**
   * Returns the element's name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns the children in document order.
   *
   * @return an unmodifiable copy
   */
  public List<XmlElement> children() {
    return List.copyOf(children);
  }

  /**
   * Returns the element's own text, empty when it has none.
   *
   * @return the text
   */
  public String text() {
    return text == null ? "" : text;
  }

  /**
   * Returns the text of the first element at a path.
   *
   * @param path names separated by slashes, relative to this element
   * @return the text; empty when no such element exists
   */
  public Optional<String> text(String path) {
    return elements(path).stream().map(XmlElement::text).findFirst();
  }

  /**
   * Returns the texts of all elements at a path, in document order.
   *
   * @param path names separated by slashes, relative to this element
   * @return the texts, possibly none
   */
  public List<String> texts(String path) {
    return elements(path).stream().map(XmlElement::text).toList();
  }

  /**
   * Returns all elements at a path, in document order.
   *
   * @param path names separated by slashes, relative to this element
   * @return the elements, possibly none
   */
  public List<XmlElement> elements(String path) {
    List<XmlElement> found = List.of(this);
    for (String step : path.split("/")) {
      found =
          found.stream()
              .flatMap(element -> element.children.stream())
              .filter(element -> element.name.equals(step))
              .toList();
    }
    return found;
  }

  /**
   * Adds a child with a text; a null value adds nothing.
   *
   * @param child the child's name
   * @param value the text, by its {@code toString}
   * @return this element
   */
  public XmlElement add(String child, @Nullable Object value) {
    if (value != null) {
      XmlElement element = new XmlElement(child);
      element.text = value.toString();
      append(element);
    }
    return this;
  }

  private void append(XmlElement child) {
    if (children.isEmpty()) {
      children = new ArrayList<>();
    }
    children.add(child);
  }

  /**
   * Adds a child and fills it.
   *
   * @param child the child's name
   * @param content fills the child
   * @return this element
   */
  public XmlElement nest(String child, Consumer<XmlElement> content) {
    XmlElement element = new XmlElement(child);
    append(element);
    content.accept(element);
    return this;
  }

  /**
   * Adds a list element with one {@code item} for each value, each filled in turn.
   *
   * @param <T> the values' type
   * @param list the list's name
   * @param values the values, in the order of the answer
   * @param content fills one item
   * @return this element
   */
  public <T> XmlElement items(
      String list, Iterable<? extends T> values, BiConsumer<XmlElement, T> content) {
    return nest(
        list,
        set -> {
          for (T value : values) {
            set.nest("item", item -> content.accept(item, value));
          }
        });
  }

  /**
   * Writes the element as XML text without a declaration.
   *
   * @param namespace the default namespace declared on this element; empty for none
   * @return the XML
   */
  public String render(String namespace) {
    StringBuilder out = new StringBuilder(256);
    render(out, namespace);
    return out.toString();
  }

  @Override
  public String toString() {
    return render("");
  }

  private void render(StringBuilder out, String namespace) {
    out.append('<').append(name);
    if (!namespace.isEmpty()) {
      out.append(" xmlns=\"").append(namespace).append('"');
    }
    if (children.isEmpty() && (text == null || text.isEmpty())) {
      out.append("/>");
      return;
    }
    out.append('>');
    if (text != null) {
      escape(text, out);
    }
    for (XmlElement child : children) {
      child.render(out, "");
    }
    out.append("</").append(name).append('>');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '"') {
        return false;
      }
    }
    return true;
  }

  private static void escape(String text, StringBuilder out) {
    if (isPlain(text)) {
      out.append(text);
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\r' -> out.append("&#13;");
        // XML 1.0 section 2.2 has no way to write the other control characters
        default -> out.append(c < ' ' && c != '\t' && c != '\n' ? '\ufffd' : c);
      }
    }
  }
}
