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
 * Tags on VPCs that are not ours, with what an attribute was before the topology's consent let us
 * switch it on. Written before the change, removed after the restore.
 */
final class AttributeBefores extends NetworkLabels<Vpc> {
  AttributeBefores() {
    super(Vpc.class, "before-image");
  }

  @Override
  public String name() {
    return "attribute before-image";
  }

  @Override
  public String show(Label object) {
    return "the note on "
        + object.holder()
        + " of what "
        + OldValues.attribute(object.key()).orElse("an attribute")
        + " was";
  }

  @Override
  String key(Owner owner, String attribute) {
    return OldValues.key(owner, attribute);
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
    return Flat.of(Lists.vpcs(scope, new Lists.By("vpc-id", holders)), LabelKind::labels);
  }

  /** Of an attribute that is off, though a lost call may yet switch it on. */
  @Override
  public boolean isLoneEvidence(Label before, Facts facts) {
    return facts.find(VpcAttributes.class, new Keys.InVpc(before.holder())).stream()
        .flatMap(all -> VpcAttributeSettings.on(all).stream())
        .noneMatch(on -> OldValues.attribute(before.key()).filter(on.text()::equals).isPresent());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class, VpcAttributes.class);
  }
}
