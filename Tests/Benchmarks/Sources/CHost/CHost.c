#include "CHost.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct student {
  const chost_columns *columns;
  int64_t row;
} student;

static int read_field(lua_State *L) {
  const student *self = lua_touserdata(L, 1);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNUMBER) {
    return luaL_error(L, "no field '%s'", luaL_tolstring(L, 2, NULL));
  }
  double value = self->columns->values[lua_tointeger(L, -1)][self->row];
  if (isnan(value)) return 0;
  lua_pushnumber(L, value);
  return 1;
}

static student *push_student(lua_State *L, const chost_columns *columns) {
  student *self = lua_newuserdatauv(L, sizeof *self, 0);
  self->columns = columns;
  luaL_setmetatable(L, "student");
  return self;
}

static void push_value(lua_State *L, const chost_columns *columns, int32_t column, int64_t row) {
  double value = columns->values[column][row];
  if (isnan(value)) {
    lua_pushnil(L);
  } else {
    lua_pushnumber(L, value);
  }
}

static void fill(lua_State *L, const chost_columns *columns, int64_t row) {
  for (int32_t column = 0; column < columns->count; column++) {
    push_value(L, columns, column, row);
    lua_setfield(L, -2, columns->names[column]);
  }
}

static void keep_text(chost_results *results, const char *text, size_t length) {
  if (results->text_size + length + 1 > results->text_capacity) {
    results->text_capacity = results->text_capacity * 2 + length + 4096;
    results->text = realloc(results->text, results->text_capacity);
  }
  memcpy(results->text + results->text_size, text, length + 1);
  results->text_size += length + 1;
}

// Reads the answer on top of the stack and takes it off.
static const char *keep(lua_State *L, chost_results *results, int64_t row) {
  results->scores[row] = NAN;
  results->tiers[row] = 0;
  results->reason_counts[row] = 0;
  if (lua_istable(L, -1)) {
    if (lua_getfield(L, -1, "score") == LUA_TNUMBER) results->scores[row] = lua_tonumber(L, -1);
    if (lua_getfield(L, -2, "tier") == LUA_TSTRING) results->tiers[row] = *lua_tostring(L, -1);
    if (lua_getfield(L, -3, "reasons") == LUA_TTABLE) {
      int count = (int)lua_rawlen(L, -1);
      for (int number = 1; number <= count; number++) {
        size_t length;
        lua_rawgeti(L, -1, number);
        const char *text = lua_tolstring(L, -1, &length);
        if (text == NULL) return "a reason is no text";
        keep_text(results, text, length);
        lua_pop(L, 1);
      }
      results->reason_counts[row] = (uint8_t)count;
    }
    lua_pop(L, 3);
  }
  lua_pop(L, 1);
  return NULL;
}

const char *chost_score(const char *source, const chost_columns *columns, int32_t kind, chost_results *results) {
  lua_State *L = luaL_newstate();
  if (L == NULL) return "no memory";
  luaL_openlibs(L);
  luaL_newmetatable(L, "student");
  lua_createtable(L, 0, columns->count);
  for (int32_t column = 0; column < columns->count; column++) {
    lua_pushinteger(L, column);
    lua_setfield(L, -2, columns->names[column]);
  }
  lua_pushcclosure(L, read_field, 1);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);

  const char *problem = NULL;
  if (luaL_dostring(L, source) != LUA_OK) problem = strdup(lua_tostring(L, -1));
  if (!problem && lua_getfield(L, -1, "score") != LUA_TFUNCTION) problem = "no such function";
  const int score = lua_gettop(L), ready = score + 1;
  student *self = NULL;
  if (kind == CHOST_TABLES) {
    lua_createtable(L, 1000, 0);
    for (int row = 0; row < 1000 && row < columns->rows; row++) {
      lua_createtable(L, 0, columns->count);
      fill(L, columns, row);
      lua_rawseti(L, ready, row);
    }
  } else if (kind == CHOST_FILLED) {
    lua_createtable(L, 0, columns->count);
  } else if (kind == CHOST_USERDATA) {
    self = push_student(L, columns);
  }
  for (int64_t row = 0; row < columns->rows && !problem; row++) {
    lua_pushvalue(L, score);
    switch (kind) {
      case CHOST_TABLES: lua_rawgeti(L, ready, row % 1000); break;
      case CHOST_FILLED: lua_pushvalue(L, ready); fill(L, columns, row); break;
      case CHOST_USERDATA: self->row = row; lua_pushvalue(L, ready); break;
      default: push_student(L, columns)->row = row; break;
    }
    if (lua_pcall(L, 1, 1, 0) != LUA_OK) {
      problem = strdup(lua_tostring(L, -1));
    } else {
      problem = keep(L, results, row);
    }
  }
  lua_close(L);
  return problem;
}
