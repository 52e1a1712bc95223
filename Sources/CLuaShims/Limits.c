// Limits that a script cannot outrun: the count hook, and what it does when a limit is met.

#include "Context.h"

#include <string.h>
#include <time.h>

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

void clua_set_hook(clua_context *context, lua_State *L, int count) {
  (void)context;
  if (count > 0) {
    lua_sethook(L, clua_hook, LUA_MASKCOUNT, count);
  } else if (lua_gethook(L) == clua_hook) {  // a trusted script's own hook stays
    lua_sethook(L, NULL, 0, 0);
  }
}

// The outermost call begins: its budget is fresh.
void clua_begin(clua_context *context) {
  context->limit = CLUA_LIMIT_NONE;
  context->limit_line = -1;
  context->limit_source[0] = 0;
  context->instructions = 0;
  context->refused_size = 0;
  context->thread = pthread_self();
  atomic_store(&context->interrupted, 0);
  if (context->limits.nanoseconds) {
    uint64_t start = now();
    context->deadline =
        context->limits.nanoseconds > UINT64_MAX - start ? UINT64_MAX : start + context->limits.nanoseconds;
  }
}

// The outermost call has ended: what was set to fire at each instruction fires as before.
void clua_end(clua_context *context) {
  if (context->refused_size != 0) clua_meet_limit(context, CLUA_LIMIT_MEMORY, context->main);
  if (context->limit || atomic_load(&context->interrupted)) {
    clua_set_hook(context, context->main, context->interval);
  }
}

// Notes where Lua code is now. The allocator calls this too, for which Lua is consistent: at any
// allocation it might collect, and so walk this stack itself.
void clua_note_place(clua_context *context, lua_State *L) {
  lua_Debug activation;
  context->limit_line = -1;
  context->limit_source[0] = 0;
  for (int level = 0; level < 64 && lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "Sl", &activation);
    if (activation.currentline > 0) {
      context->limit_line = activation.currentline;
      clua_copy_source(context->limit_source, &activation);
      return;
    }
  }
}

// Notes which limit is met, and where; from now on each hook raises. For memory the place is that of the
// refusal, which is noted already.
void clua_meet_limit(clua_context *context, int32_t limit, lua_State *L) {
  if (context->limit || context->closing) return;
  context->limit = limit;
  if (limit != CLUA_LIMIT_MEMORY) clua_note_place(context, L);
  lua_sethook(L, clua_hook, LUA_MASKCOUNT, 1);
  if (L != context->current) lua_sethook(context->current, clua_hook, LUA_MASKCOUNT, 1);
}

// Raises with a message that exists already: where memory is out, making one would fail.
void clua_raise_limit(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &clua_limit_message);
  lua_error(L);
  __builtin_unreachable();
}

void clua_hook(lua_State *L, lua_Debug *activation) {
  (void)activation;
  clua_context *context = clua_context_of(L);
  int count = lua_gethookcount(L);
  if (context->limit == CLUA_LIMIT_NONE && context->depth > 0) {
    const clua_limits *limits = &context->limits;
    context->instructions += (uint64_t)count;
    if (limits->instructions && context->instructions > limits->instructions) {
      clua_meet_limit(context, CLUA_LIMIT_INSTRUCTIONS, L);
    } else if (atomic_load_explicit(&context->interrupted, memory_order_relaxed)) {
      clua_meet_limit(context, CLUA_LIMIT_INTERRUPT, L);
    } else if (limits->nanoseconds && now() >= context->deadline) {
      clua_meet_limit(context, CLUA_LIMIT_TIME, L);
    }
  }
  if (context->limit) {
    if (count != 1) lua_sethook(L, clua_hook, LUA_MASKCOUNT, 1);
    clua_raise_limit(L);
  }
  if (count != context->interval) clua_set_hook(context, L, context->interval);
}

int32_t clua_limit_met(const clua_context *context, const char **source, int32_t *line) {
  *source = context->limit_source;
  *line = context->limit_line;
  return context->limit;
}

void clua_interrupt(clua_context *context) {
  atomic_store(&context->interrupted, 1);
  // In a handler on Lua's own thread the hook can be set at once, as the lua program does; from another
  // thread the hook that polls sees the flag.
  if (context->depth > 0 && context->interval == 0 && pthread_equal(context->thread, pthread_self())) {
    lua_sethook(context->running, clua_hook, LUA_MASKCOUNT, 1);
    lua_sethook(context->current, clua_hook, LUA_MASKCOUNT, 1);
  }
}
