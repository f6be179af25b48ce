/*
 * timestamp_service: who is asked for time stamps.
 */
#ifndef BANXIN_SIGN_TIMESTAMP_SERVICE_H
#define BANXIN_SIGN_TIMESTAMP_SERVICE_H

typedef struct TimestampService {
    const char *url;
    const char *trust; /* a PEM file of certificates one of which must stand above the service's; NULL: what it sends */
    int timeout;       /* seconds for one try */
    int retries;
} TimestampService;

#endif
