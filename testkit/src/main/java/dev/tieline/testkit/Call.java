package dev.tieline.testkit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call that a client made to a fake cloud; moves of a {@link Console} are not among them.
 *
 * @param at the cloud's time
 * @param account the caller's account; empty when the caller could not be told
 * @param region the region of the credential scope
 * @param action the action's name as the client sent it
 * @param mutating whether the action may change the cloud
 * @param dryRun whether the client asked for a rehearsal only
 * @param status the HTTP status; 0 before the answer exists or when the connection was reset
 * @param errorCode the cloud's error code, null on success
 */
public record Call(
    Instant at,
    String account,
    String region,
    String action,
    boolean mutating,
    boolean dryRun,
    int status,
    @Nullable String errorCode) {}
