package dev.tieline.testkit;

import dev.tieline.testkit.internal.Settings;

/**
 * What the identities of an account may do; everything, unless told otherwise. Patterns are names
 * such as {@code ec2:CreateRoute}, in any case, with {@code *} and {@code ?}. A denial wins over an
 * allowance.
 */
public final class Permissions {

  private final CloudServer<?, ?> server;

  Permissions(CloudServer<?, ?> server) {
    this.server = server;
  }

  /**
   * Denies an account some actions.
   *
   * @param account the account's id
   * @param pattern the actions
   * @return these permissions
   */
  public Permissions deny(String account, String pattern) {
    server.configure(world -> Settings.permission(world, "deny", account, pattern));
    return this;
  }

  /**
   * Allows an account some actions; from the first allowance on it may do nothing else.
   *
   * @param account the account's id
   * @param pattern the actions
   * @return these permissions
   */
  public Permissions allow(String account, String pattern) {
    server.configure(world -> Settings.permission(world, "allow", account, pattern));
    return this;
  }

  /**
   * Takes all denials and allowances of an account away.
   *
   * @param account the account's id
   * @return these permissions
   */
  public Permissions reset(String account) {
    server.configure(world -> Settings.permitAll(world, account));
    return this;
  }
}
