/*
 * fuzz: the one function every fuzzer defines; called by libFuzzer, or by replay.c in the ordinary builds.
 */
#ifndef BANXIN_FUZZ_FUZZ_H
#define BANXIN_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
