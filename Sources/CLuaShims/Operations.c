// The bodies of protected operations. Each runs inside clua_run: here Lua may raise.

#include "Context.h"

#include <lualib.h>
#include <string.h>

static clua_operation *operation_of(lua_State *L) { return lua_touserdata(L, 1); }

void clua_push_value(lua_State *L, const clua_value *value) {
  switch (value->kind) {
    case CLUA_NIL: lua_pushnil(L); break;
    case CLUA_BOOLEAN: lua_pushboolean(L, value->bits != 0); break;
    case CLUA_INTEGER: lua_pushinteger(L, value->bits); break;
    case CLUA_NUMBER: {
      double number;
      memcpy(&number, &value->bits, sizeof number);
      lua_pushnumber(L, number);
      break;
    }
    case CLUA_STRING: lua_pushlstring(L, value->bits ? value->bytes : "", (size_t)value->bits); break;
    default: lua_rawgeti(L, LUA_REGISTRYINDEX, value->reference); break;
  }
}

// Fills `out` from a slot; a reference is made for what lives in Lua.
void clua_capture(lua_State *L, int index, clua_value *out) {
  int kind = lua_type(L, index);
  out->kind = kind;
  out->reference = 0;
  out->bits = 0;
  out->bytes = NULL;
  switch (kind) {
    case LUA_TNONE: out->kind = CLUA_NIL; break;
    case LUA_TNIL: break;
    case LUA_TBOOLEAN: out->bits = lua_toboolean(L, index); break;
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        out->kind = CLUA_INTEGER;
        out->bits = lua_tointeger(L, index);
      } else {
        double number = lua_tonumber(L, index);
        memcpy(&out->bits, &number, sizeof number);
      }
      break;
    case LUA_TSTRING: {
      size_t length;
      out->bytes = lua_tolstring(L, index, &length);
      out->bits = (int64_t)length;
      break;
    }
    default: {
      out->kind = CLUA_NIL;  // until the reference is there: what fails half-way holds none
      lua_pushvalue(L, index);
      int reference = luaL_ref(L, LUA_REGISTRYINDEX);
      out->kind = kind;
      out->reference = reference;
    }
  }
}

// Gives the values from `first` to the top as the operation's results. `result_count` follows each
// one, so that the references made before a failure are known to the caller.
int clua_give(lua_State *L, clua_operation *operation, int first) {
  int count = lua_gettop(L) - first + 1;
  if (count > (int)(sizeof operation->few / sizeof operation->few[0])) {
    clua_value *results = clua_grow(clua_context_of(L), NULL, sizeof(clua_value) * (size_t)count);
    if (results == NULL) clua_out_of_memory(L);
    operation->results = results;
  }
  clua_ensure_stack(L, 3, "results");
  for (int index = 0; index < count; index++) {
    clua_capture(L, first + index, &operation->results[index]);
    operation->result_count = index + 1;
  }
  return count;
}

int clua_op_open_libraries(lua_State *L) {
  clua_operation *operation = operation_of(L);
  static const struct {
    int bit;
    const char *name;
    lua_CFunction open;
  } libraries[] = {
      {1, LUA_GNAME, luaopen_base},         {2, LUA_STRLIBNAME, luaopen_string},
      {4, LUA_TABLIBNAME, luaopen_table},   {8, LUA_MATHLIBNAME, luaopen_math},
      {16, LUA_UTF8LIBNAME, luaopen_utf8},  {32, LUA_COLIBNAME, luaopen_coroutine},
      {64, LUA_OSLIBNAME, luaopen_os},      {128, LUA_IOLIBNAME, luaopen_io},
      {256, LUA_DBLIBNAME, luaopen_debug},  {512, LUA_LOADLIBNAME, luaopen_package},
  };
  // Lua makes this message when a message handler fails, outside of any protection: kept here, it is
  // found among the interned strings and needs no memory then.
  lua_pushliteral(L, "error in error handling");
  luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pushliteral(L, "limit reached");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &clua_limit_message);
  for (size_t index = 0; index < sizeof libraries / sizeof libraries[0]; index++) {
    if (operation->raw & libraries[index].bit) {
      luaL_requiref(L, libraries[index].name, libraries[index].open, 1);
      lua_pop(L, 1);
    }
  }
  clua_guard_yield(L);
  if (operation->raw & 256) {
    clua_context_of(L)->is_forgeable = 1;  // the debug library: metatables can be swapped, guards undone
    clua_context_of(L)->may_orphan = 1;
  } else {
    clua_guard_libraries(L);
  }
  return 0;
}

int clua_op_globals(lua_State *L) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  return clua_give(L, operation_of(L), 2);
}

int clua_op_load(lua_State *L) {
  clua_operation *operation = operation_of(L);
  const clua_value *source = &operation->value;
  // Text only: a damaged binary chunk corrupts the heap.
  int status = luaL_loadbufferx(L, source->bits ? source->bytes : "", (size_t)source->bits,
                                operation->chunk_name, "t");
  if (status == LUA_ERRSYNTAX) operation->field_capacity = 1;
  if (status != LUA_OK) return lua_error(L);
  if (operation->target.kind != CLUA_NIL) {
    clua_push_value(L, &operation->target);
    lua_setupvalue(L, -2, 1);
  }
  return clua_give(L, operation, lua_gettop(L));
}

int clua_op_call(lua_State *L) {
  clua_operation *operation = operation_of(L);
  int64_t count = operation->argument_count;
  if (count > 100000) return luaL_error(L, "too many arguments");
  clua_ensure_stack(L, count + 5, "too many arguments");
  clua_push_value(L, &operation->target);
  if (operation->type) {
    if (clua_context_of(L)->closing) return luaL_error(L, "the state is closing");
    clua_push_copy(L, operation->type, operation->pointer);
  }
  for (int64_t index = 0; index < count; index++) clua_push_value(L, &operation->arguments[index]);
  lua_call(L, lua_gettop(L) - 2, LUA_MULTRET);
  if (operation->raw) return lua_gettop(L) - 1;  // to be left on the stack
  return clua_give(L, operation, 2);
}

int32_t clua_next(lua_State *L, int32_t table) {
  if (lua_type(L, -1) != LUA_TNIL) {  // lua_next raises for a key that has gone
    lua_pushvalue(L, -1);
    int type = lua_rawget(L, table);
    lua_pop(L, 1);
    if (type == LUA_TNIL) {
      lua_pop(L, 1);
      return 0;
    }
  }
  return lua_next(L, table);
}

int clua_op_new_table(lua_State *L) {
  clua_operation *operation = operation_of(L);
  lua_createtable(L, (int)operation->array_capacity, (int)operation->field_capacity);
  return clua_give(L, operation, 2);
}

int clua_op_get(lua_State *L) {
  clua_operation *operation = operation_of(L);
  clua_push_value(L, &operation->target);
  clua_push_value(L, &operation->key);
  if (operation->raw) {
    lua_rawget(L, -2);
  } else {
    lua_gettable(L, -2);
  }
  return clua_give(L, operation, lua_gettop(L));
}

int clua_op_set(lua_State *L) {
  clua_operation *operation = operation_of(L);
  clua_push_value(L, &operation->target);
  clua_push_value(L, &operation->key);
  clua_push_value(L, &operation->value);
  if (operation->raw) {
    lua_rawset(L, -3);
  } else {
    lua_settable(L, -3);
  }
  return 0;
}

int clua_op_set_many(lua_State *L) {
  clua_operation *operation = operation_of(L);
  clua_push_value(L, &operation->target);
  for (int64_t index = 0; index + 1 < operation->argument_count; index += 2) {
    clua_push_value(L, &operation->arguments[index]);
    clua_push_value(L, &operation->arguments[index + 1]);
    lua_rawset(L, -3);
  }
  return 0;
}

int clua_op_append(lua_State *L) {
  clua_operation *operation = operation_of(L);
  clua_push_value(L, &operation->target);
  lua_Integer length = (lua_Integer)lua_rawlen(L, -1);
  for (int64_t index = 0; index < operation->argument_count; index++) {
    clua_push_value(L, &operation->arguments[index]);
    lua_rawseti(L, -2, length + index + 1);
  }
  return 0;
}

int clua_op_length(lua_State *L) {
  clua_operation *operation = operation_of(L);
  clua_push_value(L, &operation->target);
  lua_len(L, -1);
  return clua_give(L, operation, lua_gettop(L));
}

int clua_op_get_many(lua_State *L) {
  clua_operation *operation = operation_of(L);
  clua_ensure_stack(L, operation->argument_count + 4, "too many keys");
  for (int64_t index = 0; index < operation->argument_count; index++) {
    clua_push_value(L, &operation->target);
    clua_push_value(L, &operation->arguments[index]);
    lua_gettable(L, -2);
    lua_remove(L, -2);
  }
  return clua_give(L, operation, 2);
}

// Makes room for more results, at least twice as much each time.
static void reserve(lua_State *L, clua_operation *operation, int64_t *capacity, int64_t needed) {
  if (needed <= *capacity) return;
  int64_t larger = needed > *capacity * 2 ? needed : *capacity * 2;
  int is_first = operation->results == operation->few;
  clua_value *results = clua_grow(
      clua_context_of(L), is_first ? NULL : operation->results, sizeof(clua_value) * (size_t)larger);
  if (results == NULL) clua_out_of_memory(L);
  if (is_first) memcpy(results, operation->few, sizeof operation->few);
  operation->results = results;
  *capacity = larger;
}

// Adds a value to the results. It need not stay on the stack: its table keeps it until Swift has read it,
// since no Lua code runs before that.
static void collect(lua_State *L, clua_operation *operation, int index) {
  clua_capture(L, index, &operation->results[operation->result_count]);
  operation->result_count++;
}

int clua_op_pairs(lua_State *L) {
  clua_operation *operation = operation_of(L);
  int64_t capacity = sizeof operation->few / sizeof operation->few[0];
  clua_push_value(L, &operation->target);
  lua_pushnil(L);
  while (lua_next(L, 2)) {
    reserve(L, operation, &capacity, operation->result_count + 2);
    collect(L, operation, 3);
    collect(L, operation, 4);
    lua_pop(L, 1);
  }
  return 0;
}

int clua_op_array(lua_State *L) {
  clua_operation *operation = operation_of(L);
  int64_t capacity = sizeof operation->few / sizeof operation->few[0];
  clua_push_value(L, &operation->target);
  lua_Integer length = (lua_Integer)lua_rawlen(L, 2);
  reserve(L, operation, &capacity, length);
  for (lua_Integer index = 1; index <= length; index++) {
    lua_rawgeti(L, 2, index);
    collect(L, operation, 3);
    lua_pop(L, 1);
  }
  return 0;
}

int clua_op_set_metatable(lua_State *L) {
  clua_operation *operation = operation_of(L);
  clua_push_value(L, &operation->target);
  clua_push_value(L, &operation->value);
  lua_setmetatable(L, -2);
  return 0;
}

int clua_op_get_metatable(lua_State *L) {
  clua_operation *operation = operation_of(L);
  clua_push_value(L, &operation->target);
  if (!lua_getmetatable(L, -1)) lua_pushnil(L);
  return clua_give(L, operation, lua_gettop(L));
}

int clua_op_to_text(lua_State *L) {
  clua_operation *operation = operation_of(L);
  if (!operation->stack_index) clua_push_value(L, &operation->target);
  clua_push_text(L, 2);
  return clua_give(L, operation, 3);
}

int clua_op_reference(lua_State *L) { return clua_give(L, operation_of(L), 2); }

int clua_op_push(lua_State *L) {
  clua_operation *operation = operation_of(L);
  int64_t count = operation->argument_count;
  if (count > 100000) return luaL_error(L, "too many results");
  clua_ensure_stack(L, count + 1, "too many results");
  for (int64_t index = 0; index < count; index++) clua_push_value(L, &operation->arguments[index]);
  return (int)count;
}

int clua_op_message(lua_State *L) {
  clua_operation *operation = operation_of(L);
  // Level 0 is this body, 1 the function that failed, 2 the line that called it.
  if (operation->raw) {
    lua_pushliteral(L, "");
  } else {
    luaL_where(L, 2);
  }
  clua_push_value(L, &operation->value);
  lua_concat(L, 2);
  return 1;
}

int clua_op_collect(lua_State *L) {
  lua_gc(L, LUA_GCCOLLECT);
  return 0;
}
