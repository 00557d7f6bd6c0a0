package dev.tieline.aws.internal;

import dev.tieline.provider.Keys;
import dev.tieline.provider.OldValues;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.Collection;
import java.util.List;

/**
 * Tags on subnets that are not ours, with the route table that a subnet had before the topology's
 * consent let us give it another one, and that other one. Written before the change, removed after
 * the restore.
 */
final class TableBefores extends NetworkLabels<Subnet> {
  TableBefores() {
    super(Subnet.class, "before-image");
  }

  @Override
  public String name() {
    return "table before-image";
  }

  /** Returns what was there: a table's id, or {@link Associations#MAIN}. */
  static String old(Label before) {
    String value = before.content();
    return value.substring(0, Math.max(0, value.indexOf('/')));
  }

  /** Returns the table that we put in place of what was there. */
  static String ours(Label before) {
    String value = before.content();
    return value.substring(value.indexOf('/') + 1);
  }

  @Override
  public String show(Label object) {
    return "the note on " + object.holder() + " of what its route table was";
  }

  @Override
  String key(Owner owner, String subject) {
    return OldValues.key(owner, subject);
  }

  @Override
  Collection<String> subjects(Owner owner, Tags tags) {
    return OldValues.of(owner, tags).keySet();
  }

  @Override
  Object evidence(Owner owner) {
    return new Keys.BeforeBy(owner);
  }

  @Override
  Query<Label> list(Scope scope, Collection<String> holders) {
    return Flat.of(Lists.subnets(scope, new Lists.By("subnet-id", holders)), LabelKind::labels);
  }

  /** Of a subnet that does not have our table, though a lost call may yet give it that. */
  @Override
  public boolean isLoneEvidence(Label before, Facts facts) {
    return facts.find(RouteTable.class, ours(before)).stream()
        .flatMap(table -> Associations.there(table).stream())
        .noneMatch(a -> a.subnet().equals(before.holder()));
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Subnet.class, RouteTable.class);
  }
}
