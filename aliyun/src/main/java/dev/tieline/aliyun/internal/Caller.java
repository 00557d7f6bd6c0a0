package dev.tieline.aliyun.internal;

/** Whom the cloud takes an alias's credentials for. */
public record Caller(String alias, String accountId, String arn) {}
