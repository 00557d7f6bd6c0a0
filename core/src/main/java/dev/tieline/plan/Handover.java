package dev.tieline.plan;

import java.util.List;
import java.util.Locale;

/**
 * Another party's part as a document that can be sent as it is: exact values, console steps,
 * commands, Terraform, policy. It holds no secrets.
 *
 * @param party who is to act
 * @param title what is to be done
 * @param sections the document's sections, in order; their bodies are Markdown
 */
public record Handover(String party, Words title, List<Section> sections) {
  /**
   * Copies the sections.
   *
   * @param party who is to act
   * @param title what is to be done
   * @param sections the sections in order
   */
  public Handover {
    sections = List.copyOf(sections);
  }

  /**
   * One section.
   *
   * @param heading its heading
   * @param body its text in Markdown
   */
  public record Section(Words heading, Words body) {}

  /**
   * Returns the document for a reader.
   *
   * @param locale the reader's
   * @return Markdown that ends with a line feed
   */
  public String markdown(Locale locale) {
    StringBuilder out = new StringBuilder("# ").append(title.in(locale)).append('\n');
    for (Section section : sections) {
      out.append("\n## ").append(section.heading().in(locale)).append("\n\n");
      out.append(section.body().in(locale).strip()).append('\n');
    }
    return out.toString();
  }
}
