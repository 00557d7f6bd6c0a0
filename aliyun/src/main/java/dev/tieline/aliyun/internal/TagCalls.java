package dev.tieline.aliyun.internal;

import dev.tieline.provider.Marked;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;

/**
 * The calls that set and remove one tag.
 *
 * @param product the product that keeps the tags
 * @param type what it calls the type of the objects
 * @param untag what it calls the operation that removes tags
 */
record TagCalls(Product product, String type, String untag) {
  static final TagCalls OF_PEERINGS =
      new TagCalls(Product.VPC_PEER, "PeerConnection", "UnTagResources");
  static final TagCalls OF_VPCS = new TagCalls(Product.VPC, "VPC", "UnTagResources");
  static final TagCalls OF_V_SWITCHES = new TagCalls(Product.VPC, "VSWITCH", "UnTagResources");
  static final TagCalls OF_TABLES = new TagCalls(Product.VPC, "ROUTETABLE", "UnTagResources");
  // "ResourceType: securitygroup" (TagResources, UntagResources, ECS API Reference, read 2026-11)
  static final TagCalls OF_GROUPS = new TagCalls(Product.ECS, "securitygroup", "UntagResources");

  static final TagCalls OF_SERVICES =
      new TagCalls(Product.PRIVATELINK, "VpcEndpointService", "UntagResources");
  static final TagCalls OF_ENDPOINTS =
      new TagCalls(Product.PRIVATELINK, "VpcEndpoint", "UntagResources");

  /** Puts the owner's mark on an object of our namespace. */
  <T> Call<T> mark(Marked object, Owner owner, Address address, T answer) {
    return set(object.scope(), object.id(), Marks.key(owner), address.path(), answer);
  }

  /** Takes the owner's mark off an object that other topologies use. */
  Call<?> release(Marked object, Owner owner) {
    return remove(object.scope(), object.id(), Marks.key(owner));
  }

  <T> Call<T> set(Scope scope, String id, String key, String value, T answer) {
    return Mine.write(
        scope,
        request("TagResources", scope, id).tags("Tag", new Tags(Map.of(key, value))),
        answer);
  }

  Call<?> remove(Scope scope, String id, String key) {
    return Mine.write(scope, request(untag, scope, id).each("TagKey", List.of(key)), id);
  }

  private Request request(String action, Scope scope, String id) {
    return Lists.regional(product, action, scope)
        .with("ResourceType", type)
        .each("ResourceId", List.of(id));
  }
}
