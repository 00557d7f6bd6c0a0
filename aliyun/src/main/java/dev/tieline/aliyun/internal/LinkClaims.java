package dev.tieline.aliyun.internal;

import dev.tieline.provider.Claims;
import dev.tieline.provider.Marks;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Tags on VPCs that say that what a link has in PrivateLink is there, or may be: only where there
 * is one, or such a link is wished, is PrivateLink read at all. Each is written before anything of
 * its link and removed after it.
 */
abstract class LinkClaims extends LabelKind<Vpc> {
  private final String word;

  /** Begins with the word that the addresses of such links begin with. */
  LinkClaims(String word) {
    super(Vpc.class);
    this.word = word;
  }

  @Override
  final String key(Owner owner, MarkWish wish) {
    return Claims.key(owner, wish.link().path());
  }

  @Override
  final Query<Vpc> holders(Scope scope, Collection<String> ids) {
    return VpcMarks.vpcs(scope, ids);
  }

  @Override
  final TagCalls tagCalls() {
    return TagCalls.OF_VPCS;
  }

  /** The key says all; that it is there is enough. */
  @Override
  final boolean isAs(String found, String wished) {
    return true;
  }

  @Override
  public final boolean isEvidence() {
    return true;
  }

  @Override
  public final List<Owned<Label>> owned(Owner owner, Facts facts) {
    List<Owned<Label>> owned = new ArrayList<>();
    for (Vpc vpc : facts.all(Vpc.class)) {
      Claims.beginning(owner, word, vpc.tags())
          .forEach(
              (key, value) ->
                  Marks.parse(value)
                      .ifPresent(
                          (Address link) ->
                              owned.add(
                                  new Owned<>(
                                      link.child("claim"),
                                      vpc.scope(),
                                      new Label(vpc.scope(), vpc.id(), key, value, false)))));
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }
}
