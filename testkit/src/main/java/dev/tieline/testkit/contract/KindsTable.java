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
   * Writes a table of kinds: what makes a create safe to repeat, whether it is unguarded, whether
   * destroy leaves it.
   *
   * @param kinds the kinds
   * @param kept the traits of those kinds that have others for a connection that is not ours, there
   * @return Markdown
   * @throws IllegalStateException if a kind says of itself both, that it is unguarded and not
   */
  public static String of(
      List<ResourceKind<?, ?>> kinds, Map<ResourceKind<?, ?>, Set<Trait>> kept) {
    return kinds.stream()
        .map(kind -> line(kind, kept.containsKey(kind), kept.getOrDefault(kind, Set.of())))
        .collect(
            Collectors.joining(
                "\n",
                "| kind | a create is safe by | unguarded | permanent |\n|---|---|---|---|\n",
                "\n"));
  }

  private static String line(ResourceKind<?, ?> kind, boolean depends, Set<Trait> kept) {
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
    return "| %s | %s | %s | %s |"
        .formatted(kind.name(), guard, kind.unguarded() ? "yes" : "no", permanent);
  }

  /** The traits of a kind whose traits do not depend on the wish; another one throws here. */
  @SuppressWarnings("NullAway")
  private static <W extends Wish> Set<Trait> always(ResourceKind<W, ?> kind) {
    return kind.traits(null);
  }
}
