package dev.tieline.aliyun.internal;

import dev.tieline.plan.Trait;
import dev.tieline.provider.End;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That accounts have opened Cloud Data Transfer, by which traffic over peering connections is
 * billed. It is opened once for an account, for good, and only if the link says so.
 */
final class CdtOpenings implements ResourceKind<CdtWish, Cdt> {
  private static final String BORDER = "|border";

  CdtOpenings() {}

  /** Whether a refusal is about what another step of the same plan may bring about. */
  static boolean mayBePrepared(Refusal refusal) {
    return isNotOpened(refusal) && !refusal.foreign();
  }

  private static boolean isNotOpened(Refusal refusal) {
    return refusal.code().endsWith("CdtNotOpened");
  }

  /** Returns a refusal of a request with whose account it is that has to open it first. */
  static Refusal about(Refusal refusal, End accepter) {
    boolean theirs = isNotOpened(refusal) && refusal.code().contains(".AcceptUser");
    return theirs && accepter.foreign() ? refusal.forForeign(accepter.accountId()) : refusal;
  }

  static String words(boolean crossBorder) {
    return crossBorder ? "Cloud Data Transfer across the border" : "Cloud Data Transfer";
  }

  @Override
  public String name() {
    return "Cloud Data Transfer";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // the account
  }

  @Override
  public Set<Trait> traits(CdtWish wish) {
    return Set.of(Trait.PERMANENT, Trait.BILLABLE);
  }

  @Override
  public String describe(CdtWish wish, Refs refs) {
    return words(wish.crossBorder()) + " of account " + wish.alias();
  }

  @Override
  public String show(Cdt object) {
    return words(object.crossBorder())
        + " of account "
        + object.alias()
        + (object.open() ? "" : " (not opened)");
  }

  @Override
  public Find<Cdt> find(Owner owner, Node<CdtWish, Cdt> node, Refs refs, Facts facts) {
    Optional<Cdt> there =
        facts.find(Cdt.class, node.wish().alias()).stream()
            .filter(c -> c.crossBorder() == node.wish().crossBorder())
            .findFirst();
    if (there.isPresent()) {
      return judge(there.get());
    }
    return facts
        .unreadable(node.scope(), Cdt.class)
        .<Find<Cdt>>map(Find.Unreadable::new)
        .orElseGet(Find.None::new);
  }

  private static Find<Cdt> judge(Cdt cdt) {
    return cdt.open() ? new Find.Ours<>(cdt) : new Find.None<>();
  }

  @Override
  public Diff compare(Owner owner, Node<CdtWish, Cdt> node, Cdt object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<Cdt> create(Owner owner, Node<CdtWish, Cdt> node, Refs refs, Token token) {
    CdtWish wish = node.wish();
    return Mine.write(
        node.scope(),
        Request.of(Product.CDT, wish.crossBorder() ? "OpenCdtCbService" : "OpenCdtService"),
        new Cdt(wish.alias(), wish.crossBorder(), true));
  }

  /** What is opened stays open. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Cdt> owned) {
    return Optional.empty();
  }

  @Override
  public Query<Cdt> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ids.stream().map(id -> AccountLists.cdt(scope, id.endsWith(BORDER))).toList());
  }

  @Override
  public Query<Cdt> seek(Owner owner, Node<CdtWish, Cdt> node, Refs refs) {
    return AccountLists.cdt(node.scope(), node.wish().crossBorder());
  }

  @Override
  public Find<Cdt> pick(Owner owner, Node<CdtWish, Cdt> node, Refs refs, List<Cdt> found) {
    return found.stream()
        .filter(c -> c.crossBorder() == node.wish().crossBorder())
        .findFirst()
        .map(CdtOpenings::judge)
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(Cdt object) {
    return object.alias() + (object.crossBorder() ? BORDER : "");
  }

  @Override
  public Readiness readiness(Node<CdtWish, Cdt> node, Cdt object) {
    return object.open() ? new Readiness.Target() : new Readiness.Transitional("not opened");
  }

  @Override
  public Readiness leaving(Owner owner, Cdt object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(); // nobody owns it
  }

  @Override
  public List<Owned<Cdt>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<CdtWish, Cdt> node, Refs refs, SnapshotEditor to) {
    // How traffic is billed changes nothing in how networks reach each other.
  }

  @Override
  public void projectGone(Cdt object, SnapshotEditor to) {
    // It never goes.
  }
}
