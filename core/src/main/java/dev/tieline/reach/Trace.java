package dev.tieline.reach;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The answer to a question: the way of the packet, the way of the answer, and what stops them.
 *
 * @param question the question
 * @param verdict the first thing that stops the packet or its answer
 * @param forward what the packet meets, up to what stops it or to where its way is not known
 * @param back what the answer meets; empty if the packet does not arrive
 * @param blocks every setting that stops them, in the order in which they would meet it: all of
 *     these have to change, not just the first
 * @param gaps what matters and was not read; the verdict is {@link Verdict#UNKNOWN} if there are
 *     gaps and no blocks
 */
public record Trace(
    Question question,
    Verdict verdict,
    List<Hop> forward,
    List<Hop> back,
    List<Block> blocks,
    List<Gap> gaps) {
  /** Checks that nothing is missing, and copies the lists. */
  public Trace {
    requireNonNull(question, "question");
    requireNonNull(verdict, "verdict");
    forward = List.copyOf(forward);
    back = List.copyOf(back);
    blocks = List.copyOf(blocks);
    gaps = List.copyOf(gaps);
  }

  /**
   * Returns the trace as text for people: one line a hop, then what stops the flow, each with what
   * to change, then what is not known.
   *
   * @return several lines without a line break at the end
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(question.toString()).append(": ").append(verdict);
    add(text, "forward", forward);
    add(text, "return", back);
    if (!blocks.isEmpty()) {
      text.append("\n  blocked by");
      blocks.forEach(
          b ->
              text.append("\n    - ")
                  .append(b.verdict())
                  .append(": ")
                  .append(b.found())
                  .append("\n      ")
                  .append(b.change()));
    }
    if (!gaps.isEmpty()) {
      text.append("\n  not known");
      gaps.forEach(g -> text.append("\n    - ").append(g.unknown()));
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String title, List<Hop> hops) {
    if (hops.isEmpty()) {
      return;
    }
    int width = hops.stream().mapToInt(h -> h.id().length()).max().orElse(0);
    text.append("\n  ").append(title);
    for (Hop hop : hops) {
      text.append("\n    ").append(padded(hop.kind().toString(), 8));
      text.append(padded(hop.id(), width + 1)).append(hop.what());
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
