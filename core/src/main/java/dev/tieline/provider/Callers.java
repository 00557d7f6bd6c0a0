package dev.tieline.provider;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who each alias is, as one survey learns it, and why an alias can not be used. */
public final class Callers {
  private final Accounts accounts;
  private final KnownCallers known;
  private final Cloud cloud;
  private final Map<String, List<Scope>> aliases = new TreeMap<>();
  private final Map<String, TielineException> failures = new TreeMap<>();
  private final Set<String> again = new TreeSet<>();

  /** How a cloud tells who calls. */
  public interface Cloud {
    /**
     * Returns the list that holds who the alias of a scope is.
     *
     * @param scope where to ask
     * @return the list
     */
    Query<KnownCallers.Signed> caller(Scope scope);

    /**
     * Returns whether a refusal may be of the region that was asked, so that another one can tell.
     *
     * @param refused the refusal, of a region that is in order
     * @return false by default
     */
    default boolean mayBeTheRegions(CloudCallException refused) {
      return false;
    }

    /**
     * Returns which of the failures of two regions says more, where the first one's may be its
     * region's.
     *
     * @param first what was told before
     * @param next what is told now
     * @return the one to show; by default the latter
     */
    default TielineException telling(TielineException first, TielineException next) {
      return next;
    }

    /**
     * Returns what the cloud demands of clocks, if a refusal is about them.
     *
     * @param words the words of the refusal
     * @return one sentence; empty if the refusal is about something else
     */
    Optional<String> clockRule(String words);
  }

  /**
   * Starts with nothing asked.
   *
   * @param accounts what was declared
   * @param known what was learnt before
   * @param cloud how the cloud tells who calls
   */
  public Callers(Accounts accounts, KnownCallers known, Cloud cloud) {
    this.accounts = accounts;
    this.known = known;
    this.cloud = cloud;
  }

  /**
   * Asks who an alias is, unless that is known; any of its scopes can tell.
   *
   * @param alias the account's alias
   * @param scopes its scopes, in the order in which to ask
   * @param phases takes the read
   */
  public void ask(String alias, List<Scope> scopes, Phases phases) {
    aliases.put(alias, scopes);
    if (known.caller(alias).isEmpty()) {
      askFirst(scopes, phases);
    }
  }

  /**
   * Asks once more of which aliases the calls have since been signed with another key than the one
   * whose owner is known: credentials may have become those of another account.
   *
   * @param phases takes the reads
   * @return false if of none
   */
  public boolean askAgain(Phases phases) {
    boolean asked = false;
    for (Map.Entry<String, List<Scope>> alias : aliases.entrySet()) {
      if (known.isOutdated(alias.getKey()) && again.add(alias.getKey())) {
        askFirst(alias.getValue(), phases);
        asked = true;
      }
    }
    return asked;
  }

  /**
   * Asks in one scope; where its region is out of order, or not one of the account, another one can
   * tell as well.
   */
  private void askFirst(List<Scope> scopes, Phases phases) {
    Scope scope = scopes.get(0);
    phases.ask(
        cloud.caller(scope),
        found -> found.forEach(known::learn),
        refused -> {
          failures.merge(scope.account(), refused, cloud::telling);
          if (scopes.size() > 1 && mayBeTheRegions(refused)) {
            askFirst(scopes.subList(1, scopes.size()), phases);
          } else {
            known.forget(scope.account());
          }
        });
  }

  private boolean mayBeTheRegions(TielineException refused) {
    return isDown(refused)
        || (refused instanceof CloudCallException call && cloud.mayBeTheRegions(call));
  }

  /**
   * Returns whether a failure says no more than that a region is out of order.
   *
   * @param refused the failure
   * @return whether it does
   */
  public static boolean isDown(TielineException refused) {
    return refused instanceof CloudCallException e && e.category() == Category.UNAVAILABLE;
  }

  /**
   * Returns why an alias can not be used. Who it is must be known before anything is written, if it
   * was declared or could be an account that another alias is; a refusal of its credentials, if
   * anything of it could be read at all.
   *
   * @param alias the account's alias
   * @return what is wrong; empty if nothing is
   */
  public Optional<Trouble> trouble(String alias) {
    Optional<Caller> caller = known.caller(alias);
    if (caller.isPresent()) {
      String id = caller.get().accountId();
      return accounts
          .misfit(caller.get())
          .map(what -> Trouble.wrongAccount(alias, what))
          .or(() -> twin(alias, id).map(other -> Trouble.twice(alias, other, id)));
    }
    TielineException why = failures.get(alias);
    boolean matters =
        accounts.declared().size() > 1
            || accounts.declared().getOrDefault(alias, Optional.empty()).isPresent()
            || (why instanceof CloudCallException e && e.category() == Category.DENIED);
    return matters
        ? Optional.ofNullable(why).map(e -> unknown(alias, Phases.words(e)))
        : Optional.empty();
  }

  private Trouble unknown(String alias, String words) {
    return cloud
        .clockRule(words)
        .map(rule -> Trouble.clock(alias, words, rule))
        .orElseGet(() -> Trouble.unknown(alias, words));
  }

  /** Another alias of the same account: its scopes would be taken for other places. */
  private Optional<String> twin(String alias, String accountId) {
    return accounts.declared().keySet().stream()
        .filter(other -> !other.equals(alias))
        .filter(
            other ->
                known.caller(other).map(Caller::accountId).filter(accountId::equals).isPresent())
        .findFirst();
  }
}
