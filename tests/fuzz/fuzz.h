/*
 * fuzz: the one function every fuzzer defines; called by libFuzzer, or by replay.c in the ordinary builds. Below it
 * what libFuzzer gives, and asks of those that mutate by themselves (damage_json.c).
 */
#ifndef BANXIN_FUZZ_FUZZ_H
#define BANXIN_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#ifdef BANXIN_FUZZ
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t max, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size,
                                 uint8_t *out, size_t max, unsigned seed);
#endif

#endif
