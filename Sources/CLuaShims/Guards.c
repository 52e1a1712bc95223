// The few standard functions through which a script could slip out of its limits, each with its guard.
// Installed unless the debug library is open: with that, a script can undo any guard.
//
//   load, loadfile, dofile
//                 take text only: a damaged binary chunk corrupts the heap
//   xpcall        runs no message handler once a limit is met: hooks are off inside it
//   setmetatable  refuses __gc under limits: hooks are off inside finalizers
//   coroutine.*   count a coroutine's first instructions, and close none once a limit is met, since hooks
//                 stay off in a coroutine that a hook's error has ended

#include "Context.h"

#include <string.h>

static int refuses_finalizers(const clua_context *context) {
  return context->interval > 0 || context->limits.refuses_finalizers;
}

static void check_limit(lua_State *L) {
  if (clua_context_of(L)->limit) clua_raise_limit(L);
}

static int guarded_load(lua_State *L) {
  int count = lua_gettop(L);
  if (lua_type(L, 1) != LUA_TSTRING) luaL_checktype(L, 1, LUA_TFUNCTION);
  if (!lua_isnoneornil(L, 2)) luaL_checkstring(L, 2);
  if (lua_type(L, 3) == LUA_TSTRING) {
    if (strchr(lua_tostring(L, 3), 't') == NULL) {
      lua_pushnil(L);
      lua_pushliteral(L, "binary chunks are refused: use mode 't'");
      return 2;
    }
  } else if (!lua_isnoneornil(L, 3)) {
    return luaL_argerror(L, 3, "string expected");
  }
  if (count < 3) lua_settop(L, count = 3);
  lua_pushliteral(L, "t");
  lua_replace(L, 3);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, count, LUA_MULTRET);
  return lua_gettop(L);
}

static int guarded_loadfile(lua_State *L) {
  const char *name = luaL_optstring(L, 1, NULL);
  const char *mode = luaL_optstring(L, 2, "t");
  int has_environment = !lua_isnone(L, 3);
  if (luaL_loadfilex(L, name, strchr(mode, 't') ? "t" : "") != LUA_OK) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  if (has_environment) {
    lua_pushvalue(L, 3);
    lua_setupvalue(L, -2, 1);
  }
  return 1;
}

static int after_dofile(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  return lua_gettop(L) - 1;
}

static int guarded_dofile(lua_State *L) {
  const char *name = luaL_optstring(L, 1, NULL);
  lua_settop(L, 1);
  if (luaL_loadfilex(L, name, "t") != LUA_OK) return lua_error(L);
  lua_callk(L, 0, LUA_MULTRET, 0, after_dofile);
  return after_dofile(L, LUA_OK, 0);
}

static int guarded_handler(lua_State *L) {
  if (clua_context_of(L)->limit) return 1;  // the error as it is
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

static int after_xpcall(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  return lua_gettop(L);
}

static int guarded_xpcall(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, guarded_handler, 1);
  lua_replace(L, 2);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, after_xpcall);
  return lua_gettop(L);
}

static int guarded_setmetatable(lua_State *L) {
  int kind = lua_type(L, 2);
  if (kind != LUA_TNIL && kind != LUA_TTABLE) luaL_typeerror(L, 2, "nil or table");
  luaL_checktype(L, 1, LUA_TTABLE);
  if (kind == LUA_TTABLE && refuses_finalizers(clua_context_of(L))) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL) {
      return luaL_error(L, "a finalizer (__gc) would run outside of the limits; use a variable with <close>");
    }
    lua_pop(L, 1);
    lua_pushliteral(L, "__mode");
    if (lua_rawget(L, 2) != LUA_TNIL) {
      return luaL_error(L, "what is left in a weak table (__mode) depends on when memory was last collected; "
                        "use an ordinary one");
    }
    lua_pop(L, 1);
  }
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) {
    return luaL_error(L, "cannot change a protected metatable");
  }
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

// --------------------------------------------------------------------------------------------- coroutines

// Pushes a coroutine for the function in slot 1. Its hook comes early at first, so that a loop over
// short-lived coroutines counts as what it is.
static void push_coroutine(lua_State *L) {
  clua_context *context = clua_context_of(L);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  check_limit(L);
  lua_State *coroutine = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, coroutine, 1);
  if (context->counting) {
    context->instructions += 100;
    clua_set_hook(context, coroutine, context->interval < 100 ? context->interval : 100);
  }
}

static int guarded_create(lua_State *L) {
  push_coroutine(L);
  return 1;
}

// Resumes with the arguments on top of L; their place is taken by the results. -1 with the error there.
static int resume(lua_State *L, lua_State *coroutine, int count) {
  clua_context *context = clua_context_of(L);
  if (!lua_checkstack(coroutine, count)) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  int results = 0;
  lua_xmove(L, coroutine, count);
  lua_State *running = context->running;
  context->running = coroutine;
  clua_match_hook(context, coroutine);
  int status = lua_resume(coroutine, L, count, &results);
  context->running = running;
  clua_match_hook(context, L);
  check_limit(L);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(coroutine, L, 1);
    return -1;
  }
  if (!lua_checkstack(L, results + 1)) {
    lua_settop(coroutine, lua_gettop(coroutine) - results);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(coroutine, L, results);
  return results;
}

// Runs what a coroutine left to be closed, as the running one, so that a tick finds it.
static int reset(lua_State *L, lua_State *coroutine) {
  clua_context *context = clua_context_of(L);
  lua_State *running = context->running;
  context->running = coroutine;
  clua_match_hook(context, coroutine);
  int status = lua_resetthread(coroutine);
  context->running = running;
  clua_match_hook(context, L);
  check_limit(L);
  return status;
}

static lua_State *coroutine_argument(lua_State *L) {
  lua_State *coroutine = lua_tothread(L, 1);
  if (coroutine == NULL) luaL_typeerror(L, 1, "thread");
  return coroutine;
}

static int guarded_resume(lua_State *L) {
  lua_State *coroutine = coroutine_argument(L);
  int results = resume(L, coroutine, lua_gettop(L) - 1);
  lua_pushboolean(L, results >= 0);
  if (results < 0) results = 1;
  lua_insert(L, -(results + 1));
  return results + 1;
}

static int call_wrapped(lua_State *L) {
  lua_State *coroutine = lua_tothread(L, lua_upvalueindex(1));
  int results = resume(L, coroutine, lua_gettop(L));
  if (results >= 0) return results;
  int status = lua_status(coroutine);
  if (status != LUA_OK && status != LUA_YIELD) {  // it failed: what it left open is closed
    if (reset(L, coroutine) != LUA_OK) {
      lua_pop(L, 1);
      lua_xmove(coroutine, L, 1);
    }
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int guarded_wrap(lua_State *L) {
  push_coroutine(L);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}

static int guarded_close(lua_State *L) {
  lua_State *coroutine = coroutine_argument(L);
  lua_Debug activation;
  check_limit(L);
  if (coroutine == L) return luaL_error(L, "cannot close a running coroutine");
  if (lua_status(coroutine) == LUA_OK && lua_getstack(coroutine, 0, &activation)) {
    return luaL_error(L, "cannot close a normal coroutine");
  }
  int status = reset(L, coroutine);
  lua_pushboolean(L, status == LUA_OK);
  if (status == LUA_OK) return 1;
  lua_xmove(coroutine, L, 1);
  return 2;
}

// Says across what a coroutine cannot yield: Lua's own message knows no names.
static int guarded_yield(lua_State *L) {
  if (lua_isyieldable(L)) return lua_yield(L, lua_gettop(L));
  if (lua_pushthread(L)) return lua_yield(L, 0);  // outside of any coroutine: refused in Lua's own words
  lua_Debug activation;
  for (int level = 1; lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "nf", &activation);
    int is_host = lua_tocfunction(L, -1) == clua_call_function;
    lua_pop(L, 1);
    if (!is_host) continue;
    return luaL_error(L, "attempt to yield across a C-call boundary: '%s' calls back and has to be returned to",
                      activation.name ? activation.name : "?");
  }
  return luaL_error(L, "attempt to yield across a C-call boundary");
}

void clua_guard_yield(lua_State *L) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  if (lua_getfield(L, -1, "coroutine") == LUA_TTABLE) {
    lua_pushcfunction(L, guarded_yield);
    lua_setfield(L, -2, "yield");
  }
  lua_pop(L, 2);
}

// Replaces a field of the table on top, where there is one, by a guard that has the original as upvalue.
static void guard(lua_State *L, const char *name, lua_CFunction function) {
  if (lua_getfield(L, -1, name) != LUA_TFUNCTION) {
    lua_pop(L, 1);
    return;
  }
  lua_pushcclosure(L, function, 1);
  lua_setfield(L, -2, name);
}

void clua_guard_libraries(lua_State *L) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  guard(L, "load", guarded_load);
  guard(L, "loadfile", guarded_loadfile);
  guard(L, "dofile", guarded_dofile);
  guard(L, "xpcall", guarded_xpcall);
  guard(L, "setmetatable", guarded_setmetatable);
  if (lua_getfield(L, -1, "coroutine") == LUA_TTABLE) {
    guard(L, "create", guarded_create);
    guard(L, "resume", guarded_resume);
    guard(L, "wrap", guarded_wrap);
    guard(L, "close", guarded_close);
  }
  lua_pop(L, 2);
}
