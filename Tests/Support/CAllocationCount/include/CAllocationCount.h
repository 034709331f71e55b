#pragma once
#include <stdint.h>
/// The allocations that the calling thread has made so far (malloc, calloc, realloc, aligned allocation).
/// 0 for ever under a sanitizer, which brings its own allocator.
uint64_t allocation_count_of_this_thread(void);
/// The octets that the program has allocated and not given back.
uint64_t allocated_octets(void);
