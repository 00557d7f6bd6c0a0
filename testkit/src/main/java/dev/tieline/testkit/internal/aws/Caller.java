package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.internal.CloudFunction;

/** Who asks, and where: the outcome of a verified signature. */
public record Caller(String account, String region, String service, String arn, String userId)
    implements CloudFunction.Asker {}
