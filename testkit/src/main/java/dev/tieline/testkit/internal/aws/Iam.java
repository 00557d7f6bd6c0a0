package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;
import java.util.ArrayList;
import java.util.List;

/**
 * The few reads of IAM by which clients find out who they are. The fake's accounts have one user
 * each and the roles that a test declared; every other action of IAM is denied.
 */
final class Iam {

  private static final String USER = "fake";
  private static final String BORN = "2020-01-01T00:00:00Z";

  private record Role(String name, String arn) {}

  private Iam() {}

  static void register(Actions actions) {
    actions.reads("GetUser", Iam::user);
    actions.reads("ListAccountAliases", Iam::aliases);
    actions.reads("ListRoles", Iam::roles);
    actions.reads("GetRole", Iam::role);
  }

  private static void user(Ec2Call call) {
    String name = call.query.get("UserName");
    boolean session = call.caller.arn().contains(":assumed-role/");
    if (name == null && session) {
      throw AwsError.of(
          "ValidationError", "Must specify userName when calling with non-User credentials");
    }
    if (name != null && !name.equals(USER)) {
      throw new AwsError(404, "NoSuchEntity", "The user with name " + name + " cannot be found.");
    }
    call.out.nest(
        "GetUserResult",
        result ->
            result.nest(
                "User",
                user ->
                    user.add("Path", "/")
                        .add("UserName", USER)
                        .add("UserId", call.caller.userId())
                        .add("Arn", "arn:aws:iam::" + call.account + ":user/" + USER)
                        .add("CreateDate", BORN)));
  }

  private static void aliases(Ec2Call call) {
    call.query.ignores("Marker", "MaxItems");
    call.out.nest(
        "ListAccountAliasesResult",
        result -> result.nest("AccountAliases", set -> {}).add("IsTruncated", false));
  }

  private static List<Role> all(Ec2Call call) {
    List<Role> roles = new ArrayList<>();
    String prefix = "setting/role/";
    for (String path : call.world().paths(prefix)) {
      String arn = path.substring(prefix.length());
      if (arn.split(":")[4].equals(call.account)) {
        roles.add(new Role(arn.substring(arn.lastIndexOf('/') + 1), arn));
      }
    }
    return roles;
  }

  private static void roles(Ec2Call call) {
    call.query.ignores("Marker", "MaxItems", "PathPrefix");
    call.out.nest(
        "ListRolesResult",
        result ->
            result
                .nest(
                    "Roles",
                    set ->
                        all(call)
                            .forEach(role -> set.nest("member", item -> write(call, item, role))))
                .add("IsTruncated", false));
  }

  private static void role(Ec2Call call) {
    String name = call.query.require("RoleName");
    Role found =
        all(call).stream()
            .filter(role -> role.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new AwsError(
                        404, "NoSuchEntity", "The role with name " + name + " cannot be found."));
    call.out.nest("GetRoleResult", result -> result.nest("Role", item -> write(call, item, found)));
  }

  private static void write(Ec2Call call, XmlElement item, Role role) {
    item.add("Path", "/")
        .add("RoleName", role.name())
        .add("RoleId", "AROA" + Credentials.letters(call.config.seed(), "role/" + role.arn()))
        .add("Arn", role.arn())
        .add("CreateDate", BORN)
        .add("MaxSessionDuration", 43200);
  }
}
