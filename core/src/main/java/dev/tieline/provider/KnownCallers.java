package dev.tieline.provider;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who each alias is, read once for a provider, and with which key its calls are signed. Safe for
 * several threads.
 */
public final class KnownCallers {
  private final Map<String, Signed> callers = new ConcurrentHashMap<>();
  private final Map<String, String> keys = new ConcurrentHashMap<>();
  private final Consumer<String> changed;

  /**
   * Starts with nothing known.
   *
   * @param changed forgets what was read of an alias that has become another account
   */
  public KnownCallers(Consumer<String> changed) {
    this.changed = changed;
  }

  /**
   * Who an alias was when its calls were signed with a key.
   *
   * @param caller who it was
   * @param key the key's id; empty if that is not certain, since it changed meanwhile
   */
  public record Signed(Caller caller, Optional<String> key) {}

  /**
   * Returns who an alias is.
   *
   * @param alias the account's alias
   * @return who it is; empty if that is not known
   */
  public Optional<Caller> caller(String alias) {
    return Optional.ofNullable(callers.get(alias)).map(Signed::caller);
  }

  /**
   * Takes who an alias is; what was read of another account under the same alias is forgotten.
   *
   * @param signed who it is
   */
  public void learn(Signed signed) {
    String alias = signed.caller().alias();
    Signed before = callers.put(alias, signed);
    if (before != null && !before.caller().accountId().equals(signed.caller().accountId())) {
      changed.accept(alias);
    }
  }

  /**
   * Forgets who an alias is.
   *
   * @param alias the account's alias
   */
  public void forget(String alias) {
    callers.remove(alias);
  }

  /**
   * Notes the key that calls of an alias are signed with.
   *
   * @param alias the account's alias
   * @param accessKeyId the key's id
   */
  public void signing(String alias, String accessKeyId) {
    keys.put(alias, accessKeyId);
  }

  /**
   * Returns who made a call that tells that, with the key that it was signed with.
   *
   * @param caller who the answer says
   * @param before the {@link #key key} before the call
   * @return who it is, with the key if that did not change meanwhile
   */
  public Signed signed(Caller caller, Optional<String> before) {
    Optional<String> after = key(caller.alias());
    boolean certain = before.isEmpty() || before.equals(after);
    return new Signed(caller, certain ? after : Optional.empty());
  }

  /**
   * Returns the key that the calls of an alias were signed with last.
   *
   * @param alias the account's alias
   * @return the key's id; empty if no call was signed
   */
  public Optional<String> key(String alias) {
    return Optional.ofNullable(keys.get(alias));
  }

  /**
   * Returns whether an alias now signs with another key than when it was asked who it is.
   *
   * @param alias the account's alias
   * @return false also where nobody has been asked
   */
  public boolean isOutdated(String alias) {
    Signed signed = callers.get(alias);
    return signed != null && !signed.key().equals(key(alias));
  }
}
