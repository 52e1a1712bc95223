// A function's compiled code, written and read again.

#include "Context.h"

#include <lauxlib.h>

// What is written so far. The buffer is begun late: it keeps a place on the stack, above the function.
typedef struct clua_dump {
  luaL_Buffer buffer;
  int is_begun;
} clua_dump;

static int add_part(lua_State *L, const void *part, size_t size, void *state) {
  clua_dump *dump = state;
  if (!dump->is_begun) {
    luaL_buffinit(L, &dump->buffer);
    dump->is_begun = 1;
  }
  luaL_addlstring(&dump->buffer, part, size);
  return 0;
}

int clua_op_dump(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  clua_push_value(L, &operation->target);
  // The debug library would show what is made of it.
  if (lua_iscfunction(L, 2) || clua_context_of(L)->is_forgeable) return 0;
  clua_dump dump = {.is_begun = 0};
  lua_dump(L, add_part, &dump, 0);
  luaL_pushresult(&dump.buffer);
  return clua_give(L, operation, lua_gettop(L));
}

// A damaged chunk corrupts the heap: this one is what clua_op_dump gave, with its instructions changed by
// ScalarReplacement.
int clua_op_replace(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  const clua_value *chunk = &operation->value;
  clua_push_value(L, &operation->target);
  if (luaL_loadbufferx(L, chunk->bytes, (size_t)chunk->bits, "=host", "b") != LUA_OK) return lua_error(L);
  for (int number = 1; lua_getupvalue(L, 2, number); number++) {
    lua_pop(L, 1);
    lua_upvaluejoin(L, 3, number, 2, number);
  }
  return clua_give(L, operation, 3);
}
