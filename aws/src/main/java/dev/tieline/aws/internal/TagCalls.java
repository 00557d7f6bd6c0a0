package dev.tieline.aws.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Scope;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The calls that set and remove one tag. */
final class TagCalls {
  private TagCalls() {}

  static <T> Call<T> set(Scope scope, String id, String key, String value, T answer) {
    return Call.write(
        scope,
        "CreateTags",
        clients -> {
          clients
              .client(Ec2Client.class)
              .createTags(r -> r.resources(id).tags(Tag.builder().key(key).value(value).build()));
          return answer;
        });
  }

  static Call<?> remove(Scope scope, String id, String key) {
    return Call.write(
        scope,
        "DeleteTags",
        clients ->
            clients
                .client(Ec2Client.class)
                .deleteTags(r -> r.resources(id).tags(Tag.builder().key(key).build())));
  }

  /** Removes a tag if it has this value; the call passes over one that says something else. */
  static Call<?> remove(Scope scope, String id, String key, String value) {
    return Call.write(
        scope,
        "DeleteTags",
        clients ->
            clients
                .client(Ec2Client.class)
                .deleteTags(
                    r -> r.resources(id).tags(Tag.builder().key(key).value(value).build())));
  }
}
