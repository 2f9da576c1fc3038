#include "tools/serve/wiped_memory.h"

#include <malloc.h>
#include <string.h>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

// Operator delete is one for the whole process, and so is this.
std::atomic<bool> wiping{false};

void* allocated(size_t size) {
  void* block = malloc(size == 0 ? 1 : size);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

void* allocated(size_t size, std::align_val_t alignment) {
  const size_t unit = static_cast<size_t>(alignment);
  void* block = aligned_alloc(unit, (size + unit - 1) / unit * unit);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

void release(void* block) noexcept {
  if (block != nullptr && wiping.load(std::memory_order_relaxed)) explicit_bzero(block, malloc_usable_size(block));
  free(block);
}

}  // namespace

void* operator new(size_t size) { return allocated(size); }
void* operator new[](size_t size) { return allocated(size); }
void* operator new(size_t size, std::align_val_t alignment) { return allocated(size, alignment); }
void* operator new[](size_t size, std::align_val_t alignment) { return allocated(size, alignment); }
void operator delete(void* block) noexcept { release(block); }
void operator delete[](void* block) noexcept { release(block); }
void operator delete(void* block, size_t) noexcept { release(block); }
void operator delete[](void* block, size_t) noexcept { release(block); }
void operator delete(void* block, std::align_val_t) noexcept { release(block); }
void operator delete[](void* block, std::align_val_t) noexcept { release(block); }
void operator delete(void* block, size_t, std::align_val_t) noexcept { release(block); }
void operator delete[](void* block, size_t, std::align_val_t) noexcept { release(block); }

namespace chartgap {

void wipe_freed_memory() { wiping.store(true, std::memory_order_relaxed); }

[[gnu::noinline]] void wipe_unused_stack() {
  constexpr size_t kDeepestCalls = 128 << 10;
  char unused[kDeepestCalls];
  explicit_bzero(unused, sizeof unused);
}

void keep_little_memory() {
  constexpr int kLargeBlock = 256 << 10;
  mallopt(M_ARENA_MAX, 2);
  mallopt(M_MMAP_THRESHOLD, kLargeBlock);
}

void return_memory() { malloc_trim(0); }

}  // namespace chartgap
