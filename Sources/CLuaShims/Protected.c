// Protected calls: the one way from Swift to whatever may raise, and the traceback of what it raised.

#include "Context.h"

#include <limits.h>
#include <string.h>

// A chunk's name as it was given: "@file" and "=name" without their mark, at full length as far as it
// fits; source text as Lua abbreviates it.
void clua_copy_source(char *to, const lua_Debug *activation) {
  const char *source = activation->source;
  if (source[0] == '@' || source[0] == '=') {
    size_t length = strlen(++source);
    if (length >= CLUA_SOURCE) source += length - (CLUA_SOURCE - 1);
    strcpy(to, source);
  } else {
    strcpy(to, activation->short_src);
  }
}

static void copy_frame(clua_frame *frame, const lua_Debug *activation) {
  clua_copy_source(frame->source, activation);
  strncpy(frame->name, activation->name ? activation->name : "", CLUA_NAME - 1);
  frame->name[CLUA_NAME - 1] = 0;
  strncpy(frame->namewhat, activation->namewhat ? activation->namewhat : "", sizeof frame->namewhat - 1);
  frame->namewhat[sizeof frame->namewhat - 1] = 0;
  frame->line = activation->currentline;
  frame->is_main = activation->what[0] == 'm';
}

// How many levels are active. lua_getstack walks to its level each time, so they are not counted one by one.
static int count_levels(lua_State *L) {
  lua_Debug activation;
  int active = 0, beyond = 64;
  while (lua_getstack(L, beyond, &activation)) {
    active = beyond;
    beyond *= 2;
  }
  while (active + 1 < beyond) {
    int middle = active + (beyond - active) / 2;
    if (lua_getstack(L, middle, &activation)) {
      active = middle;
    } else {
      beyond = middle;
    }
  }
  return active + 1;
}

// Walks the stack into a fixed number of frames: the innermost two thirds and the outermost third. No
// memory of Lua's is needed, so this works where Lua has none, and cannot raise.
static void walk(lua_State *L, clua_trace *trace, int first) {
  lua_Debug activation;
  const int32_t head = CLUA_FRAMES * 2 / 3, tail = CLUA_FRAMES - head;
  const int levels = count_levels(L);
  int32_t shown = 0;
  trace->omitted = 0;
  trace->omitted_after = head;
  for (int level = first; level < levels && lua_getstack(L, level, &activation); level++) {
    if (shown == head && levels - level > 256) {  // of a very deep stack only the two ends are looked at
      int skipped = levels - level - (tail + 4);
      trace->omitted += skipped;
      level += skipped - 1;
      continue;
    }
    lua_getinfo(L, "Sln", &activation);
    // A C function without a name is a trampoline of ours or called by one.
    if (activation.what[0] == 'C' && activation.name == NULL) continue;
    if (shown < CLUA_FRAMES) {
      copy_frame(&trace->frames[shown], &activation);
    } else {  // the tail is a ring until all levels are seen
      copy_frame(&trace->frames[head + (shown - head) % tail], &activation);
      trace->omitted++;
    }
    shown++;
  }
  trace->count = shown < CLUA_FRAMES ? shown : CLUA_FRAMES;
  int32_t turn = shown > CLUA_FRAMES ? (shown - head) % tail : 0;
  if (turn == 0) return;
  clua_frame ring[CLUA_FRAMES];
  for (int32_t index = 0; index < tail; index++) ring[index] = trace->frames[head + (index + turn) % tail];
  memcpy(&trace->frames[head], ring, sizeof(clua_frame) * (size_t)tail);
}

int clua_handle_message(lua_State *L) {
  clua_context *context = clua_context_of(L);
  clua_trace **slot = context->trace;
  if (slot && *slot == NULL) {
    *slot = clua_grow(context, NULL, sizeof(clua_trace));
    if (*slot) walk(L, *slot, 1);
  }
  return 1;
}

int clua_op_traceback(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  lua_State *of = L;
  int64_t first = operation->array_capacity;
  if (operation->target.kind == CLUA_THREAD) {
    clua_push_value(L, &operation->target);
    of = lua_tothread(L, -1);
  } else {
    first += 1;  // level 0 is this body
  }
  if (first < 0 || first > INT_MAX) first = INT_MAX;
  operation->trace = clua_grow(clua_context_of(L), NULL, sizeof(clua_trace));
  if (operation->trace == NULL) clua_out_of_memory(L);
  walk(of, operation->trace, (int)first);
  return 0;
}

// Raises what arrives as LUA_ERRMEM: lua_error knows Lua's own message by its text.
void clua_out_of_memory(lua_State *L) {
  lua_pushliteral(L, "not enough memory");
  lua_error(L);
  __builtin_unreachable();
}

// Makes room on the stack for `count` values, or raises. lua_checkstack does not tell whether the stack is as
// large as it may be or there was no memory for a larger one.
void clua_ensure_stack(lua_State *L, int64_t count, const char *what) {
  const clua_context *context = clua_context_of(L);
  uint64_t refusals = context->refusals;
  if (count <= INT_MAX && lua_checkstack(L, (int)count)) return;
  if (context->refusals != refusals) clua_out_of_memory(L);
  luaL_error(L, "stack overflow (%s)", what);
}

int clua_run(clua_context *context, clua_body body, clua_operation *operation) {
  lua_State *L = context->current;
  operation->trace = NULL;
  operation->results = operation->few;
  operation->result_count = 0;
  operation->base = -1;
  if (L == NULL) return operation->status = CLUA_STATUS_CLOSED;
  operation->base = lua_gettop(L);
  uint64_t refusals = context->refusals;
  if (!lua_checkstack(L, 5)) {
    return operation->status = context->refusals != refusals ? LUA_ERRMEM : CLUA_STATUS_STACK;
  }
  if (context->depth == 0 && !context->closing) clua_begin(context);
  clua_trace **trace = context->trace;
  lua_State *running = context->running;
  context->trace = &operation->trace;
  context->running = L;
  context->depth++;
  lua_pushcfunction(L, clua_handle_message);
  lua_pushcfunction(L, body);
  lua_pushlightuserdata(L, operation);
  int count = 1;
  if (operation->stack_index) {
    lua_pushvalue(L, operation->stack_index);
    count = 2;
  }
  operation->status = lua_pcall(L, count, LUA_MULTRET, operation->base + 1);
  context->depth--;
  context->running = running;
  context->trace = trace;
  if (context->depth == 0 && !context->closing) {
    clua_end(context);
    // A script that swallowed the error has still met the limit.
    if (context->limit && operation->status == LUA_OK) operation->status = CLUA_STATUS_LIMIT;
  }
  return operation->status;
}

void clua_finish(clua_context *context, clua_operation *operation) {
  if (operation->results != operation->few) clua_drop(context, operation->results);
  clua_drop(context, operation->trace);
  operation->results = operation->few;
  operation->trace = NULL;
  if (context->current && operation->base >= 0) lua_settop(context->current, operation->base);
}

int32_t clua_release(clua_context *context, int32_t reference) {
  lua_State *L = context->current;
  if (L == NULL) return 1;
  if (!lua_checkstack(L, 3)) return 0;
  luaL_unref(L, LUA_REGISTRYINDEX, reference);
  return 1;
}

int32_t clua_push_reference(clua_context *context, int32_t reference) {
  lua_State *L = context->current;
  if (L == NULL || !lua_checkstack(L, 2)) return 0;
  lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
  return 1;
}

uint64_t clua_raw_length(clua_context *context, int32_t reference) {
  if (!clua_push_reference(context, reference)) return 0;
  uint64_t length = lua_rawlen(context->current, -1);
  lua_pop(context->current, 1);
  return length;
}

const void *clua_address(clua_context *context, int32_t reference) {
  if (!clua_push_reference(context, reference)) return NULL;
  const void *address = lua_topointer(context->current, -1);
  lua_pop(context->current, 1);
  return address;
}

int32_t clua_identical(clua_context *context, int32_t a, int32_t b) {
  const void *address = clua_address(context, a);
  return address != NULL && address == clua_address(context, b);
}
