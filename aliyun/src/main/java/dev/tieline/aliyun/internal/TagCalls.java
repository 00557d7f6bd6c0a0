package dev.tieline.aliyun.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;

/**
 * The calls that set and remove one tag.
 *
 * @param product the product that keeps the tags
 * @param type what it calls the type of the objects
 */
record TagCalls(Product product, String type) {
  static final TagCalls OF_PEERINGS = new TagCalls(Product.VPC_PEER, "PeerConnection");
  static final TagCalls OF_VPCS = new TagCalls(Product.VPC, "VPC");

  <T> Call<T> set(Scope scope, String id, String key, String value, T answer) {
    return Mine.write(
        scope,
        request("TagResources", scope, id).tags("Tag", new Tags(Map.of(key, value))),
        answer);
  }

  Call<?> remove(Scope scope, String id, String key) {
    return Mine.write(scope, request("UnTagResources", scope, id).each("TagKey", List.of(key)), id);
  }

  private Request request(String action, Scope scope, String id) {
    return Lists.regional(product, action, scope)
        .with("ResourceType", type)
        .each("ResourceId", List.of(id));
  }
}
