/*
 * damage: an input changed for another, in ways that suit what it is: damage_json.c, damage_bytes.c. The fuzzers of
 * JSON mutate by it, and replay.c tries damaged copies of files.
 */
#ifndef BANXIN_FUZZ_DAMAGE_H
#define BANXIN_FUZZ_DAMAGE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Changes `bytes`, of which `size` are there and `max` have room, and gives the new size. The same seed changes the
 * same bytes alike.
 */
size_t damage(uint8_t *bytes, size_t size, size_t max, uint64_t seed);

#endif
