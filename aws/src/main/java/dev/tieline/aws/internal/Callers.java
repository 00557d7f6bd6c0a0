package dev.tieline.aws.internal;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;
import dev.tieline.spi.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Who each alias is, as one survey learns it, and why an alias can not be used. */
final class Callers {
  private final Realm realm;
  private final Known known;
  private final Map<String, List<Scope>> aliases = new TreeMap<>();
  private final Map<String, TielineException> failures = new TreeMap<>();
  private final Set<String> again = new HashSet<>();

  Callers(Realm realm, Known known) {
    this.realm = realm;
    this.known = known;
  }

  /** Asks who an alias is, unless that is known; any of its scopes can tell. */
  void ask(String alias, List<Scope> scopes, Phases phases) {
    aliases.put(alias, scopes);
    if (known.caller(alias).isEmpty()) {
      askFirst(scopes, phases);
    }
  }

  /**
   * Asks once more of which aliases the calls have since been signed with another key than the one
   * whose owner is known: credentials may have become those of another account. False if of none.
   */
  boolean askAgain(Phases phases) {
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
   * tell as well. Of several failures a refusal says most, else the first.
   */
  private void askFirst(List<Scope> scopes, Phases phases) {
    Scope scope = scopes.get(0);
    phases.ask(
        AccountLists.caller(scope, known),
        found -> found.forEach(known::learn),
        refused -> {
          failures.merge(
              scope.account(),
              refused,
              (first, next) -> isDown(first) && !isDown(next) ? next : first);
          if (scopes.size() > 1 && (isDown(refused) || mayBeTheRegions(refused))) {
            askFirst(scopes.subList(1, scopes.size()), phases);
          } else {
            known.forgetCaller(scope.account());
          }
        });
  }

  private static boolean isDown(TielineException refused) {
    return refused instanceof CloudCallException e && e.category() == Category.UNAVAILABLE;
  }

  // STS says of a region that is not enabled what it says of a wrong key ("Activating and
  // deactivating AWS STS in an AWS Region", IAM User Guide, read 2026-11)
  private static boolean mayBeTheRegions(TielineException refused) {
    return refused instanceof CloudCallException e
        && (AwsErrors.isAboutRegion(Phases.words(e))
            || e.code().equalsIgnoreCase("InvalidClientTokenId"));
  }

  /**
   * Why an alias can not be used. Who it is must be known before anything is written, if it was
   * declared or could be an account that another alias is; a refusal of its credentials, if
   * anything of it could be read at all.
   */
  Optional<Trouble> trouble(String alias) {
    Optional<Caller> caller = known.caller(alias);
    if (caller.isPresent()) {
      String id = caller.get().accountId();
      return realm
          .misfit(caller.get())
          .map(what -> Trouble.wrongAccount(alias, what))
          .or(() -> twin(alias, id).map(other -> Trouble.twice(alias, other, id)));
    }
    TielineException why = failures.get(alias);
    boolean matters =
        realm.declared().size() > 1
            || realm.declared().getOrDefault(alias, Optional.empty()).isPresent()
            || (why instanceof CloudCallException e && e.category() == Category.DENIED);
    return matters
        ? Optional.ofNullable(why).map(e -> Trouble.unknown(alias, Phases.words(e)))
        : Optional.empty();
  }

  /** Another alias of the same account: its scopes would be taken for other places. */
  private Optional<String> twin(String alias, String accountId) {
    return realm.declared().keySet().stream()
        .filter(other -> !other.equals(alias))
        .filter(
            other ->
                known.caller(other).map(Caller::accountId).filter(accountId::equals).isPresent())
        .findFirst();
  }
}
