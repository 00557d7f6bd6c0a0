package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.spi.Call;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Token;
import java.util.Optional;

/**
 * Policies that somebody writes down in the console, as the cloud has no documented call for them:
 * they are waited for, and at the end it is waited until somebody has removed them.
 */
final class ManualPolicies extends Policies {
  static final String SEGMENT = "policy";

  ManualPolicies() {
    super(SEGMENT);
  }

  @Override
  public String name() {
    return "intranet routing policy";
  }

  @Override
  public Action verb(PolicyWish wish) {
    return Action.MANUAL;
  }

  @Override
  public String party(PolicyWish wish) {
    return PolicyHandover.PARTY;
  }

  @Override
  public Call<RouterStatic> create(
      Owner owner, Node<PolicyWish, RouterStatic> node, Refs refs, Token token) {
    throw new IllegalStateException(node + " is made in the console (expected: a seek)");
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouterStatic> owned) {
    return Optional.empty();
  }

  @Override
  public Optional<Handover> handover(Owner owner, Node<PolicyWish, RouterStatic> node, Refs refs) {
    return Optional.of(PolicyHandover.adding(node.wish().missing(), refs));
  }

  @Override
  public Optional<Handover> removedByHand(Owner owner, Owned<RouterStatic> owned) {
    return Optional.of(PolicyHandover.removing(owned));
  }
}
