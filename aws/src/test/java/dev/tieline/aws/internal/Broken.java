package dev.tieline.aws.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Node;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Settling;
import java.time.Duration;
import java.util.Arrays;

/** What mutants do instead. Their classes live in several packages. */
public final class Broken {
  private Broken() {}

  /** A write that only answers, instead of one that keeps an old value. */
  public static <T> Call<T> keepingNothing(Call<T> call, Scope scope, String key, T answer) {
    return key.startsWith("tieline-before/") ? Call.write(scope, "CreateTags", c -> answer) : call;
  }

  /** Whether any zones of a scope were read, whichever they are. */
  public static boolean knowsAnyZones(Known known, Scope scope) {
    return known.zones(scope).isPresent();
  }

  /** What a node comes after, without claims. */
  public static Node<?, ?>[] withoutClaims(Node<?, ?>[] after) {
    return Arrays.stream(after)
        .filter(n -> !(n.kind() instanceof RouteClaims))
        .toArray(Node<?, ?>[]::new);
  }

  /** As if a request could take effect for a second less. */
  public static Duration secondShort(Duration quiet) {
    return quiet.minusSeconds(1);
  }

  /** As if every reader saw a write at once. */
  public static Duration withoutLag(Settling settling) {
    return settling.expiry();
  }
}
