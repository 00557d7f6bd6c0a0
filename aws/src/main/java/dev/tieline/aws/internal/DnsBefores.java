package dev.tieline.aws.internal;

import dev.tieline.provider.Keys;
import dev.tieline.provider.OldValues;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tags on peering connections that are not ours, with what their DNS options were before the
 * topology's consent let us turn them on. Written before the change, removed after the restore.
 */
final class DnsBefores extends LabelKind<DnsBeforeWish, Pcx> {
  private static final String ATTRIBUTE = "dns.";

  DnsBefores() {
    super(Pcx.class);
  }

  @Override
  public String name() {
    return "peering dns before-image";
  }

  @Override
  public String describe(DnsBeforeWish wish, Refs refs) {
    return "names of " + refs.show(wish.vpc()) + " did not resolve across " + refs.show(wish.pcx());
  }

  @Override
  public String show(Label object) {
    return "the note on " + object.holder() + " of what its DNS option was";
  }

  @Override
  Ref<String> holder(DnsBeforeWish wish) {
    return wish.pcx();
  }

  @Override
  Optional<String> key(Owner owner, DnsBeforeWish wish, Refs refs) {
    return refs.peek(wish.vpc()).map(vpc -> key(owner, vpc));
  }

  static String key(Owner owner, String vpc) {
    return OldValues.key(owner, attribute(vpc));
  }

  static String attribute(String vpc) {
    return ATTRIBUTE + vpc;
  }

  /** The value names the link as well, so that nothing is restored while it can not be judged. */
  @Override
  String value(DnsBeforeWish wish, Refs refs) {
    return new Claim("off", wish.link(), false).toString();
  }

  @Override
  Query<Label> list(Scope scope, Collection<String> holders) {
    return Flat.of(
        Lists.peerings(scope, new Lists.By("vpc-peering-connection-id", holders)),
        LabelKind::labels);
  }

  /** Returns the owner's labels of this kind on a view. */
  static List<Owned<Label>> on(Owner owner, Pcx view) {
    List<Owned<Label>> found = new ArrayList<>();
    OldValues.of(owner, view.tags())
        .forEach(
            (attribute, text) -> {
              if (attribute.startsWith(ATTRIBUTE)) {
                Label label =
                    new Label(view.scope(), view.id(), OldValues.key(owner, attribute), text);
                Claim.parse(text)
                    .filter(c -> c.target().equals("off"))
                    .ifPresent(
                        c ->
                            found.add(
                                new Owned<>(
                                    c.link().child("before." + attribute), view.scope(), label)));
              }
            });
    return found;
  }

  @Override
  public boolean isEvidence() {
    return true;
  }

  /** Of an option that is off, though a lost call may yet turn it on. */
  @Override
  public boolean isLoneEvidence(Label before, Facts facts) {
    return facts.find(Pcx.class, before.holder()).stream()
        .filter(p -> p.scope().equals(before.scope()))
        .flatMap(p -> DnsOption.of(p).stream())
        .noneMatch(o -> o.on() && before.key().endsWith(ATTRIBUTE + o.vpc()));
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Pcx.class);
  }

  @Override
  public List<Owned<Label>> owned(Owner owner, Facts facts) {
    return facts.find(Pcx.class, new Keys.BeforeBy(owner)).stream()
        .filter(p -> !p.dead())
        .flatMap(p -> on(owner, p).stream())
        .sorted(Comparator.comparing(Owned::address))
        .toList();
  }
}
