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

// Gives a coroutine that is about to go on the hook it lacks where counting began after it was made.
void clua_match_hook(clua_context *context, lua_State *L) {
  atomic_signal_fence(memory_order_seq_cst);  // the tick looks at what was stored before
  if (context->counting && lua_gethook(L) != clua_hook) clua_set_hook(context, L, context->interval);
}

// Back to how calls begin: with the hook, or without it until the second tick.
static void rest(clua_context *context) {
  if (context->limits.counts_late) context->counting = 0;
  clua_set_hook(context, context->main, context->counting ? context->interval : 0);
}

static void set_deadline(clua_context *context) {
  if (context->limits.nanoseconds == 0) return;
  uint64_t start = now();
  context->deadline =
      context->limits.nanoseconds > UINT64_MAX - start ? UINT64_MAX : start + context->limits.nanoseconds;
}

// What the host did meanwhile on a script's request is not the script's time.
void clua_add_time(clua_context *context, uint64_t nanoseconds) {
  if (context->deadline == 0) return;
  context->deadline =
      nanoseconds > UINT64_MAX - context->deadline ? UINT64_MAX : context->deadline + nanoseconds;
}

// The outermost call begins: its budget is fresh.
void clua_begin(clua_context *context) {
  context->calls++;
  context->limit = CLUA_LIMIT_NONE;
  context->limit_line = -1;
  context->limit_source[0] = 0;
  context->instructions = 0;
  context->refused_size = 0;
  context->ticks = 0;
  context->silent_ticks = 0;
  context->patience = 1;
  if (context->limits.counts_late ? context->counting : context->interval > 0) rest(context);
  atomic_store_explicit(&context->thread, pthread_self(), memory_order_release);
  atomic_store_explicit(&context->interrupted, 0, memory_order_release);
  context->deadline = 0;
  // Where ticks come, the first of them looks at the clock: most calls have ended by then.
  if (!context->limits.counts_late) set_deadline(context);
}

// The outermost call has ended: what was set to fire at each instruction fires as before.
void clua_end(clua_context *context) {
  if (context->refused_size != 0) clua_meet_limit(context, CLUA_LIMIT_MEMORY, context->main);
  if (context->limit || atomic_load(&context->interrupted)) rest(context);
  if (context->orphans) clua_release_orphans(context);
}

// Notes where Lua code is now: in the innermost function that has a line and is no part of the host (its chunks
// are named with "=", files with "@"), or else in the innermost that has a line. The allocator calls this too, for which Lua is consistent: at any
// allocation it might collect, and so walk this stack itself.
void clua_note_place(clua_context *context, lua_State *L) {
  lua_Debug activation;
  context->limit_line = -1;
  context->limit_source[0] = 0;
  if (L == NULL) return;  // the state is being made
  for (int level = 0; level < 64 && lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "Sl", &activation);
    if (activation.currentline <= 0) continue;
    int is_host = activation.source[0] == '=';
    if (is_host && context->limit_line > 0) continue;
    context->limit_line = activation.currentline;
    clua_copy_source(context->limit_source, &activation);
    if (!is_host) return;
  }
}

// Notes which limit is met, and where; from now on each hook raises. For memory the place is that of the
// refusal, which is noted already.
void clua_meet_limit(clua_context *context, int32_t limit, lua_State *L) {
  if (context->limit || context->closing || L == NULL) return;
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
  context->has_fired = 1;
  if (context->limit == CLUA_LIMIT_NONE && context->depth > 0) {
    const clua_limits *limits = &context->limits;
    context->instructions += (uint64_t)count;
    if (limits->instructions && context->instructions > limits->instructions) {
      clua_meet_limit(context, CLUA_LIMIT_INSTRUCTIONS, L);
    } else if (atomic_load_explicit(&context->interrupted, memory_order_relaxed)) {
      clua_meet_limit(context, CLUA_LIMIT_INTERRUPT, L);
    } else if (context->deadline && now() >= context->deadline) {
      clua_meet_limit(context, CLUA_LIMIT_TIME, L);
    }
  }
  if (context->limit) {
    if (count != 1) lua_sethook(L, clua_hook, LUA_MASKCOUNT, 1);
    clua_raise_limit(L);
  }
  int wanted = context->counting ? context->interval : 0;
  if (count != wanted) clua_set_hook(context, L, wanted);
}

// lua_sethook may be called inside of anything; where it came between two steps of a function that was just
// being entered, its hook may not fire, and a later tick sets it once more. It looks at every call that is active:
// below a deep recursion that takes longer than from one tick to the next, so that the pauses double, or else
// nothing but ticks would happen.
int32_t clua_tick(clua_context *context, const char **source, int32_t *line) {
  if (!context->limits.counts_late || context->depth == 0 || context->closing) return 0;
  if (context->deadline == 0) set_deadline(context);
  if (context->ticks < 2 && ++context->ticks < 2) return 0;
  context->silent_ticks = context->has_fired ? 0 : context->silent_ticks + 1;
  if (!context->counting || context->silent_ticks >= context->patience) {
    context->counting = 1;
    context->silent_ticks = 0;
    context->patience *= 2;
    lua_sethook(context->running, clua_hook, LUA_MASKCOUNT, context->limit ? 1 : context->interval);
    if (context->current != context->running) {
      lua_sethook(context->current, clua_hook, LUA_MASKCOUNT, context->limit ? 1 : context->interval);
    }
  }
  context->has_fired = 0;
  // Lua code would have met the limit by now: the stack is at rest below a C function.
  const uint64_t leeway = 100000000;
  if (context->deadline == 0 || context->limit || now() < context->deadline ||
      now() - context->deadline < leeway) {
    return 0;
  }
  clua_note_place(context, context->running);
  *source = context->limit_source;
  *line = context->limit_line;
  return 1;
}

int32_t clua_limit_met(const clua_context *context, const char **source, int32_t *line) {
  *source = context->limit_source;
  *line = context->limit_line;
  return context->limit;
}

void clua_interrupt(clua_context *context) {
  atomic_store(&context->interrupted, 1);
  // In a handler on Lua's own thread the hook can be set at once, as the lua program does; from another
  // thread the hook that polls sees the flag, and nothing else is touched.
  if (context->interval == 0 && pthread_equal(atomic_load(&context->thread), pthread_self()) &&
      context->depth > 0) {
    lua_sethook(context->running, clua_hook, LUA_MASKCOUNT, 1);
    lua_sethook(context->current, clua_hook, LUA_MASKCOUNT, 1);
  }
}
