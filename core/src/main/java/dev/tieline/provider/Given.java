package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The accounts and regions that the builder of a provider is given, and what else all builders
 * check alike. Not thread-safe.
 *
 * @param <C> the provider's type of credentials
 */
public final class Given<C> {
  private final Map<String, Account<C>> accounts = new LinkedHashMap<>();
  private final Set<String> regions = new LinkedHashSet<>();

  private record Account<C>(C credentials, @Nullable String id) {}

  /** Starts with nothing. */
  public Given() {}

  /**
   * Adds an account whose id nobody declares.
   *
   * @param alias its alias
   * @param credentials how to sign in
   * @throws IllegalArgumentException if the alias is malformed or was used before
   */
  public void account(String alias, C credentials) {
    add(alias, new Account<>(requireNonNull(credentials, "credentials"), null));
  }

  /**
   * Adds an account.
   *
   * @param alias its alias
   * @param credentials how to sign in
   * @param accountId its id
   * @throws IllegalArgumentException if the alias is malformed or was used before, or if another
   *     alias has the same id
   */
  public void account(String alias, C credentials, String accountId) {
    accounts.forEach(
        (other, account) -> {
          if (accountId.equals(account.id())) {
            throw new IllegalArgumentException(
                "account id of "
                    + alias
                    + ": "
                    + accountId
                    + ", which "
                    + other
                    + " is (expected: one alias for each account)");
          }
        });
    add(alias, new Account<>(requireNonNull(credentials, "credentials"), accountId));
  }

  private void add(String alias, Account<C> account) {
    if (!alias.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")) {
      throw new IllegalArgumentException(
          "account alias: " + alias + " (expected: 1 to 40 of a-z, 0-9 and -, not at the ends)");
    }
    if (accounts.putIfAbsent(alias, account) != null) {
      throw new IllegalArgumentException(
          "account alias: " + alias + " (expected: an alias used once)");
    }
  }

  /**
   * Adds regions.
   *
   * @param wrong says what is wrong with the name of a region, if anything is
   * @param names the regions' names
   * @throws IllegalArgumentException if something is; then none is added
   */
  public void regions(Function<String, Optional<String>> wrong, String... names) {
    for (String name : names) {
      wrong
          .apply(name)
          .ifPresent(
              what -> {
                throw new IllegalArgumentException(what);
              });
    }
    regions.addAll(Arrays.asList(names));
  }

  /**
   * Returns the aliases that were added.
   *
   * @return in their order
   */
  public Set<String> aliases() {
    return Collections.unmodifiableSet(accounts.keySet());
  }

  /**
   * Checks that there is something to work with.
   *
   * @throws IllegalStateException if there is no account or no region
   */
  public void check() {
    if (accounts.isEmpty()) {
      throw new IllegalStateException("accounts: none (expected: at least one)");
    }
    if (regions.isEmpty()) {
      throw new IllegalStateException("regions: none (expected: at least one)");
    }
  }

  /**
   * Returns the accounts and regions as they are now.
   *
   * @param cloud the name of the cloud's module
   * @return a copy
   */
  public Accounts accounts(String cloud) {
    Map<String, Optional<String>> declared = new LinkedHashMap<>();
    accounts.forEach((alias, account) -> declared.put(alias, Optional.ofNullable(account.id())));
    return new Accounts(cloud, declared, List.copyOf(regions));
  }

  /**
   * Returns how to sign in.
   *
   * @param form what the provider makes of credentials
   * @param <F> its type
   * @return by aliases, in their order
   */
  public <F> Map<String, F> credentials(Function<C, F> form) {
    Map<String, F> credentials = new LinkedHashMap<>();
    accounts.forEach((alias, account) -> credentials.put(alias, form.apply(account.credentials())));
    return credentials;
  }

  /**
   * Checks by how much calls are to be faster than assumed.
   *
   * @param factor the factor
   * @return the factor
   * @throws IllegalArgumentException if it is out of bounds
   */
  public static double pace(double factor) {
    if (!(factor >= 0.01 && factor <= 100)) {
      throw new IllegalArgumentException("pace: " + factor + " (expected: from 0.01 to 100)");
    }
    return factor;
  }

  /**
   * Checks a time limit.
   *
   * @param what what it is called
   * @param timeout the limit
   * @return the limit
   * @throws IllegalArgumentException if it is not above zero
   */
  public static Duration timeout(String what, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(what + ": " + timeout + " (expected: above zero)");
    }
    return timeout;
  }

  /**
   * Returns whether calls that hold signatures may be sent to an address.
   *
   * @param endpoint the address
   * @return whether it is https, or http on the loopback interface
   */
  public static boolean isSafe(URI endpoint) {
    return "https".equals(endpoint.getScheme())
        || ("http".equals(endpoint.getScheme()) && isLoopback(endpoint.getHost()));
  }

  // by its text alone: a name could be made to mean another address
  private static boolean isLoopback(@Nullable String host) {
    return host != null
        && (host.equals("localhost")
            || host.equals("[::1]")
            || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}"));
  }
}
