// What the files of this target share; Swift does not see it.
#pragma once

#include <lauxlib.h>
#include <lua.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "CLuaShims.h"

enum { CLUA_LINE = 8 };  // so many figures of a column the processor fetches at once
enum { POOL_STEP = 16, POOL_CLASSES = 16, POOL_LIMIT = POOL_STEP * POOL_CLASSES };

typedef struct clua_owner clua_owner;
typedef struct clua_orphan clua_orphan;

struct clua_context {
  lua_State *main;
  lua_State *current;  // whose stack Swift runs on: set by the trampolines before, restored after each call
  lua_State *running;  // the coroutine that runs, as far as the guarded coroutine functions know
  clua_callbacks callbacks;
  void *owner;
  clua_probe *probe;
  clua_type *types;
  clua_trace **trace;  // where the message handler of the innermost clua_run puts its frames

  uint64_t used, peak;
  int32_t pools;  // whether small blocks come from the lists below
  void *free_blocks[POOL_CLASSES + 1];  // by size in steps of 16 bytes, each block begins with the next one's address
  void *chunks;   // what they are cut from, each begins with the next one's address
  char *chunk_next, *chunk_end;
  uint64_t refusals;  // how often there was no memory, Lua's second attempts included
  void *refused_block;  // the growth that the limit refused last, as long as it is not known to be final
  size_t refused_size;

  clua_owner *owners;  // the userdata that own something of Swift's, by where their blocks end
  size_t owner_places, owner_count;
  int32_t may_orphan;  // whether a block may be freed that still owns something
  clua_orphan *orphans;  // such blocks, until what they own is released

  clua_limits limits;
  int interval;  // instructions between two hooks; 0 where none is kept
  int32_t depth;
  uint64_t calls;  // outermost calls so far
  int32_t closing;
  int32_t is_forgeable;  // whether scripts have the debug library, with which they could swap metatables
  uint64_t instructions, deadline;
  volatile int32_t counting;   // whether the hook is kept now; volatile: clua_tick runs inside of anything
  volatile int32_t ticks;      // how many came within this outermost call, up to 2
  volatile int32_t has_fired;  // whether the hook did since the last tick
  volatile int32_t silent_ticks, patience;  // ticks since it did, and how many of them mean that it is set once more
  _Atomic(pthread_t) thread;  // the one that runs Lua, or ran it last
  atomic_int interrupted;
  int32_t limit;
  int32_t limit_line;
  char limit_source[CLUA_SOURCE];

  char *warnings;
  size_t warnings_length;
  int32_t warning_continues;
  int32_t finalizer_errors;
};

struct clua_type {
  clua_context *context;
  clua_type *next;
  void *type;
  size_t size, alignment;
  int32_t needs_destroy;
  int32_t view_count;
  int64_t field_count;
  clua_field fields[];
};

/// What stands before a payload. `owner` is the context while the object is alive, and NULL before its
/// payload is there and after its finalizer: a script cannot write here, so these two words are believed.
typedef struct clua_object {
  clua_context *owner;
  clua_type *type;
} clua_object;

/// A Swift function in Lua's keeping.
typedef struct clua_box {
  const void *magic;  // clua_box_magic, so that no other userdata is taken for one
  void *function;     // NULL after its finalizer
  void *spare[2];     // larger than any stream of the io library: told apart by size first
} clua_box;

static inline void *clua_payload_of(clua_object *object, const clua_type *type) {
  uintptr_t start = (uintptr_t)(object + 1);
  if (type->alignment <= 8) return (void *)start;  // as Lua aligns its userdata
  return (void *)((start + type->alignment - 1) & ~(uintptr_t)(type->alignment - 1));
}

extern const char clua_box_magic;
extern const char clua_box_metatable;  // their addresses are keys of the registry
extern const char clua_limit_message;

static inline clua_context *clua_context_of(lua_State *L) { return *(clua_context **)lua_getextraspace(L); }

void *clua_allocate(void *context, void *block, size_t old_size, size_t new_size);
void *clua_grow(clua_context *context, void *block, size_t size);
void clua_drop(clua_context *context, void *block);
_Noreturn void clua_out_of_memory(lua_State *L);
void clua_ensure_stack(lua_State *L, int64_t count, const char *what);
void clua_hook(lua_State *L, lua_Debug *activation);
void clua_set_hook(clua_context *context, lua_State *L, int count);
void clua_match_hook(clua_context *context, lua_State *L);
void clua_begin(clua_context *context);
void clua_end(clua_context *context);
void clua_meet_limit(clua_context *context, int32_t limit, lua_State *L);
void clua_note_place(clua_context *context, lua_State *L);
_Noreturn void clua_raise_limit(lua_State *L);
void clua_copy_source(char *to, const lua_Debug *activation);
void clua_push_value(lua_State *L, const clua_value *value);
void clua_capture(lua_State *L, int index, clua_value *out);
int clua_give(lua_State *L, clua_operation *operation, int first);
void clua_push_copy(lua_State *L, clua_type *type, const void *payload);
void clua_push_cell(lua_State *L, const clua_field *field, const char *payload);

/// Pushes a cell of the most frequent kind at once; 0 for any other, which clua_push_cell is for.
static inline int clua_push_float(lua_State *L, const clua_field *field, const char *payload) {
  if (field->kind != CLUA_COLUMN_F64 || field->row_bytes != 4) return 0;
  int32_t row;
  memcpy(&row, payload + field->row_offset, sizeof row);
  if (row < 0 || row >= field->count) return 0;
  double value;
  memcpy(&value, (const char *)field->base + row * field->stride, sizeof value);
  if (value != value) {
    lua_pushnil(L);
  } else {
    lua_pushnumber(L, value);
  }
  return 1;
}

void clua_push_passed(lua_State *L, const clua_operation *operation, const char *payload);
void clua_expect_passed(const clua_operation *operation, const char *payload);
int clua_ask_field(lua_State *L, clua_context *context, const clua_field *field, void *payload);
int clua_handle_message(lua_State *L);
void clua_set_pause(lua_State *L, const clua_context *context);
void clua_begin_row(clua_context *context, const clua_rows *rows);
int clua_end_row(lua_State *L, clua_context *context, clua_operation *operation, int top);
int32_t clua_record_answer(lua_State *L, int index, clua_record *record);
int clua_miss(lua_State *L, clua_context *context, clua_object *object, int writing);
void clua_guard_libraries(lua_State *L);
void clua_guard_yield(lua_State *L);
int clua_call_function(lua_State *L);
int clua_add_owner(clua_context *context, void *userdata, size_t size);
void *clua_remove_owner(clua_context *context, const void *end);
int clua_set_aside(clua_context *context, void *block, size_t size);
void clua_release_orphans(clua_context *context);
void clua_free_owners(clua_context *context);
void clua_let_go(clua_context *context, void *userdata);
void clua_push_text(lua_State *L, int index);
int clua_text_of(lua_State *L);
void clua_push_format(lua_State *L, const clua_value *own);
void clua_push_pairs_in_order(lua_State *L, const clua_value *next);
void clua_push_next_in_order(lua_State *L, const clua_value *own);
int clua_sort_stably(lua_State *L);
void clua_warn(void *context, const char *message, int continues);
