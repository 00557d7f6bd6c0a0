package dev.tieline.spi;

/** The cloud's own clients for one scope. Safe for use by several threads. */
@FunctionalInterface
public interface Clients {
  /**
   * Returns the client of a type for this scope.
   *
   * @param type the cloud's client type
   * @param <C> the type
   * @return the client, made once
   * @throws IllegalArgumentException if the module has no client of that type
   */
  <C> C client(Class<C> type);
}
