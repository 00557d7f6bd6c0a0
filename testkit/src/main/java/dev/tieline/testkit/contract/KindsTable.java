package dev.tieline.testkit.contract;

import dev.tieline.plan.Trait;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Wish;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the code says of a cloud's kinds of objects, for a page on its reliability. */
public final class KindsTable {
  private KindsTable() {}

  /**
   * Writes a table of kinds: what makes a create safe to repeat, whether a change is unguarded,
   * what a delete rests on, whether destroy leaves it.
   *
   * @param kinds the kinds
   * @param kept the traits of those kinds that have others for a connection that is not ours, there
   * @param untouched the kinds that no call deletes
   * @return Markdown
   * @throws IllegalStateException if a kind says of itself both, that it is unguarded and not
   */
  public static String of(
      List<ResourceKind<?, ?>> kinds,
      Map<ResourceKind<?, ?>, Set<Trait>> kept,
      List<ResourceKind<?, ?>> untouched) {
    return kinds.stream()
        .map(
            kind ->
                line(
                    kind,
                    kept.containsKey(kind),
                    kept.getOrDefault(kind, Set.of()),
                    untouched.contains(kind)))
        .collect(
            Collectors.joining(
                "\n",
                """
                | kind | a create is safe by | a change is unguarded | a delete | permanent |
                |---|---|---|---|---|
                """,
                "\n"));
  }

  private static String line(
      ResourceKind<?, ?> kind, boolean depends, Set<Trait> kept, boolean untouched) {
    String guard =
        switch (kind.guard()) {
          case NATURAL_KEY -> "natural key";
          case TOKEN -> "token";
          case NEITHER -> "neither: a look by mark";
        };
    Set<Trait> traits = depends ? kept : always(kind);
    if (kind.unguarded() != traits.contains(Trait.UNGUARDED)) {
      throw new IllegalStateException(kind.name() + " says of itself both, that it is unguarded");
    }
    String permanent =
        !traits.contains(Trait.PERMANENT)
            ? "no"
            : depends ? "where the connection is not ours" : "yes";
    String delete =
        untouched
            ? "none of its own"
            : kind.guardsDelete() ? "names what it deletes" : "unguarded: read again just before";
    return "| %s | %s | %s | %s | %s |"
        .formatted(kind.name(), guard, kind.unguarded() ? "yes" : "no", delete, permanent);
  }

  /** The traits of a kind whose traits do not depend on the wish; another one throws here. */
  @SuppressWarnings("NullAway")
  private static <W extends Wish> Set<Trait> always(ResourceKind<W, ?> kind) {
    return kind.traits(null);
  }
}
