// A state's life: made, closed, its memory counted.

#include "Context.h"

#include <stdlib.h>
#include <string.h>

const char clua_box_magic = 0;
const char clua_box_metatable = 0;
const char clua_limit_message = 0;

static int probe_refuses(clua_context *context) {
  clua_probe *probe = context->probe;
  if (probe == NULL) return 0;
  probe->allocations++;
  if (probe->countdown == 0 || probe->allocations < probe->countdown || probe->refused >= probe->refusals) return 0;
  probe->refused++;
  return 1;
}

// Whether this growth is to be refused: by a test's probe, or by the limit.
//
// Lua asks a second time after a full collection, so a first refusal means nothing yet; the standard
// library's buffers do not. A refusal is final, and the limit met, once it is repeated, or once something
// else is asked for.
static int refuses(clua_context *context, void *block, size_t old_size, size_t new_size) {
  if (probe_refuses(context)) return 1;
  if (context->limits.memory == 0) return 0;
  int fits = context->used - old_size + new_size <= context->limits.memory;
  if (context->refused_size != 0) {
    int repeated = context->refused_size == new_size && context->refused_block == block;
    context->refused_size = 0;
    if (!repeated || !fits) clua_meet_limit(context, CLUA_LIMIT_MEMORY, context->running);
    if (repeated) return !fits;
  }
  if (fits) return 0;
  context->refused_size = new_size;
  context->refused_block = block;
  if (context->limit == CLUA_LIMIT_NONE) clua_note_place(context, context->running);
  return 1;
}

// Small blocks are kept in lists by their size: Lua makes and drops several for each row that a plugin works on, and
// tells the size of what it drops. Their memory goes back to the system with the state.
static void *take_small(clua_context *context, size_t size) {
  const size_t class = (size + POOL_STEP - 1) / POOL_STEP;
  void *block = context->free_blocks[class];
  if (block) {
    context->free_blocks[class] = *(void **)block;
    return block;
  }
  if ((size_t)(context->chunk_end - context->chunk_next) < class * POOL_STEP) {
    const size_t chunk_size = 1 << 15;
    char *chunk = malloc(chunk_size);
    if (chunk == NULL) return NULL;
    *(void **)chunk = context->chunks;
    context->chunks = chunk;
    context->chunk_next = chunk + POOL_STEP;
    context->chunk_end = chunk + chunk_size;
  }
  block = context->chunk_next;
  context->chunk_next += class * POOL_STEP;
  return block;
}

static void drop_small(clua_context *context, void *block, size_t size) {
  const size_t class = (size + POOL_STEP - 1) / POOL_STEP;
  *(void **)block = context->free_blocks[class];
  context->free_blocks[class] = block;
}

// As realloc, with the old size and without a size of 0.
static void *resize(clua_context *context, void *block, size_t old_size, size_t new_size) {
  const int was_small = context->pools && block && old_size <= POOL_LIMIT;
  const int is_small = context->pools && new_size <= POOL_LIMIT;
  if (!was_small && !is_small) return realloc(block, new_size);
  // What is larger than its list says does no harm there.
  if (was_small && (new_size + POOL_STEP - 1) / POOL_STEP <= (old_size + POOL_STEP - 1) / POOL_STEP) return block;
  void *result = is_small ? take_small(context, new_size) : malloc(new_size);
  if (result == NULL || block == NULL) return result;
  memcpy(result, block, old_size < new_size ? old_size : new_size);
  if (was_small) {
    drop_small(context, block, old_size);
  } else {
    free(block);
  }
  return result;
}

// lua_Alloc. Shrinking never fails: Lua relies on that.
void *clua_allocate(void *state, void *block, size_t old_size, size_t new_size) {
  clua_context *context = state;
  if (context->pools) {  // what comes most often first: a small block is made or dropped
    if (block == NULL && new_size - 1 < POOL_LIMIT && context->refused_size == 0) {
      void **list = &context->free_blocks[(new_size + POOL_STEP - 1) / POOL_STEP];
      if (*list && (context->limits.memory == 0 || context->used + new_size <= context->limits.memory)) {
        block = *list;
        *list = *(void **)block;
        context->used += new_size;
        if (context->used > context->peak) context->peak = context->used;
        return block;
      }
    } else if (block && new_size == 0 && old_size <= POOL_LIMIT && !context->may_orphan) {
      drop_small(context, block, old_size);
      context->used -= old_size;
      return NULL;
    }
  }
  if (block == NULL) old_size = 0;  // for a new block Lua passes the kind of object instead
  if (new_size == 0) {
    if (block && !(context->may_orphan && clua_set_aside(context, block, old_size))) {
      if (context->pools && old_size <= POOL_LIMIT) {
        drop_small(context, block, old_size);
      } else {
        free(block);
      }
      context->used -= old_size;
      if (context->probe) {
        context->probe->blocks--;
        context->probe->bytes -= (int64_t)old_size;
      }
    }
    return NULL;
  }
  int grows = new_size > old_size;
  void *result = grows && refuses(context, block, old_size, new_size) ? NULL : resize(context, block, old_size, new_size);
  if (result == NULL) {
    if (grows) {
      context->refusals++;
      return NULL;
    }
    result = block;
  }
  context->used = context->used - old_size + new_size;
  if (context->used > context->peak) context->peak = context->used;
  if (context->probe) {
    if (block == NULL) context->probe->blocks++;
    context->probe->bytes += (int64_t)new_size - (int64_t)old_size;
  }
  return result;
}

// Memory for what is handed to Swift, which no limit of a script counts: its like in Swift is not counted either.
void *clua_grow(clua_context *context, void *block, size_t size) {
  if (probe_refuses(context)) return NULL;
  void *result = realloc(block, size);
  if (result && block == NULL && context->probe) context->probe->blocks++;
  return result;
}

void clua_drop(clua_context *context, void *block) {
  if (block && context->probe) context->probe->blocks--;
  free(block);
}

// Where something looks at each block, each is one of the system's own.
static int uses_pools(const clua_context *context) {
#if defined(__SANITIZE_ADDRESS__)
  return 0;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return 0;
#endif
#endif
  return context->probe == NULL;
}

static void free_chunks(clua_context *context) {
  while (context->chunks) {
    void *next = *(void **)context->chunks;
    free(context->chunks);
    context->chunks = next;
  }
}

clua_context *clua_open(clua_limits limits, clua_callbacks callbacks, clua_probe *probe) {
  clua_context *context = calloc(1, sizeof *context);
  if (context == NULL) return NULL;
  context->limits = limits;
  context->callbacks = callbacks;
  context->probe = probe;
  context->limit_line = -1;
  atomic_init(&context->interrupted, 0);
  if (limits.instructions || limits.nanoseconds || limits.polls) {
    context->interval = limits.instructions && limits.instructions < 1000 ? (int)limits.instructions : 1000;
  }
  context->pools = uses_pools(context);
  lua_State *L = lua_newstate(clua_allocate, context);
  if (L == NULL) {
    free_chunks(context);
    free(context);
    return NULL;
  }
  *(clua_context **)lua_getextraspace(L) = context;  // lua_newthread copies it into each coroutine
  context->main = context->current = context->running = L;
  lua_setwarnf(L, clua_warn, context);
  context->counting = context->interval > 0 && !limits.counts_late;
  clua_set_hook(context, L, context->counting ? context->interval : 0);  // inherited by each coroutine
  return context;
}

void clua_set_owner(clua_context *context, void *owner) { context->owner = owner; }

void clua_close(clua_context *context) {
  if (context->main == NULL) return;
  context->closing = 1;
  context->may_orphan = 1;
  clua_begin(context);
  lua_close(context->main);
  context->main = context->current = context->running = NULL;
  clua_release_orphans(context);
  clua_free_owners(context);
  free_chunks(context);
  while (context->types) {
    clua_type *next = context->types->next;
    clua_drop(context, context->types);
    context->types = next;
  }
}

void clua_free(clua_context *context) {
  free(context->warnings);
  free(context);
}

lua_State *clua_current(const clua_context *context) { return context->current; }
int32_t clua_depth(const clua_context *context) { return context->depth; }
int32_t clua_is_closing(const clua_context *context) { return context->closing; }
uint64_t clua_memory(const clua_context *context) { return context->used; }
uint64_t clua_peak(const clua_context *context) { return context->peak; }

// lua_WarnFunction: keeps `warn` and the errors of finalizers, up to 16 KB, for clua_take_warnings.
void clua_warn(void *state, const char *message, int continues) {
  clua_context *context = state;
  size_t length = strlen(message);
  if (!context->warning_continues) {
    if (!continues && message[0] == '@') return;  // a control message
    if (strncmp(message, "error in ", 9) == 0) {
      context->finalizer_errors++;
      context->may_orphan = 1;
    }
  }
  context->warning_continues = continues;
  if (context->warnings_length + length + 2 > 16384) return;
  char *grown = realloc(context->warnings, context->warnings_length + length + 2);
  if (grown == NULL) return;
  memcpy(grown + context->warnings_length, message, length);
  context->warnings_length += length;
  if (!continues) grown[context->warnings_length++] = '\n';
  grown[context->warnings_length] = 0;
  context->warnings = grown;
}

char *clua_take_warnings(clua_context *context, int32_t *finalizer_errors) {
  char *result = context->warnings;
  *finalizer_errors = context->finalizer_errors;
  context->warnings = NULL;
  context->warnings_length = 0;
  context->finalizer_errors = 0;
  return result;
}
