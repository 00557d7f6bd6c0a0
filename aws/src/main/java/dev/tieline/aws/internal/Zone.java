package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;

/**
 * A zone that an account may use.
 *
 * @param name what the account calls it
 * @param id what all accounts call it
 */
public record Zone(Scope scope, String name, String id) {
  boolean isCalled(String nameOrId) {
    return nameOrId.equals(name) || nameOrId.equals(id);
  }

  @Override
  public String toString() {
    return name + " (" + id + ")";
  }
}
