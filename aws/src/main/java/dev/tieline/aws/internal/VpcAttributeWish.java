package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * An attribute of a VPC that is to be on.
 *
 * @param vpc the VPC's id
 * @param attribute which one
 * @param holder whose the VPC is
 */
record VpcAttributeWish(Ref<String> vpc, VpcAttribute.Name attribute, Holder holder)
    implements Wish {
  VpcAttributeWish {
    requireNonNull(vpc, "vpc");
    requireNonNull(attribute, "attribute");
    requireNonNull(holder, "holder");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc);
  }

  @Override
  public String toString() {
    return attribute.text() + " of " + vpc + " on";
  }
}
