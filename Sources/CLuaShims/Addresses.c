// `tostring` and `string.format` without the addresses of tables and functions, which are others in each process.

#include "Context.h"

#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

// Whether the text of the value at an index has its address, where it has no text of its own.
static int may_show_address(lua_State *L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TTABLE: case LUA_TFUNCTION: case LUA_TTHREAD: case LUA_TUSERDATA: case LUA_TLIGHTUSERDATA: return 1;
    default: return 0;
  }
}

// Pushes the text of a value: `table` for `table: 0x55f636987100`.
void clua_push_text(lua_State *L, int index) {
  size_t length;
  const char *text = luaL_tolstring(L, index, &length);
  if (!may_show_address(L, index)) return;
  size_t end = length;
  while (end > 0 && isxdigit((unsigned char)text[end - 1])) end--;
  if (end == length || end < 4 || memcmp(text + end - 4, ": 0x", 4) != 0) return;
  lua_pushlstring(L, text, end - 4);
  lua_replace(L, -2);
}

int clua_text_of(lua_State *L) {
  luaL_checkany(L, 1);
  clua_push_text(L, 1);
  return 1;
}

static void refuse_address(lua_State *L) {
  size_t length;
  const char *at = lua_tolstring(L, 1, &length);
  const char *end = at + length;
  while ((at = memchr(at, '%', (size_t)(end - at))) != NULL) {
    at++;
    while (at < end && strchr("-+ #0123456789.", *at)) at++;
    if (at < end && *at == 'p') {
      luaL_error(L, "string.format: %%p gives an address, which is another in each process; leave it out");
    }
    if (at < end) at++;
  }
}

// string.format with texts in the place of what has an address. No code of a script runs inside Lua's own, whose
// errors get the line of the caller here.
static int format_without_addresses(lua_State *L) {
  const int count = lua_gettop(L);
  if (lua_type(L, 1) == LUA_TSTRING) refuse_address(L);
  for (int index = 2; index <= count; index++) {
    if (!may_show_address(L, index)) continue;
    clua_push_text(L, index);
    lua_replace(L, index);
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  const int status = lua_pcall(L, count, 1, 0);
  if (status == LUA_OK) return 1;
  if (status == LUA_ERRMEM) clua_out_of_memory(L);
  luaL_where(L, 1);
  lua_insert(L, -2);
  lua_concat(L, 2);
  return lua_error(L);
}

void clua_push_format(lua_State *L, const clua_value *own) {
  clua_push_value(L, own);
  lua_pushcclosure(L, format_without_addresses, 1);
}
