// `table.sort` that leaves equal elements as they stood: Lua's own draws its pivots by the clock.

#include "Context.h"

#include <lauxlib.h>

// Where things stand on the stack while a list is sorted.
enum { LIST = 1, COMES_BEFORE, FROM, TO, LEFT, RIGHT };

static int comes_before(lua_State *L, int left, int right) {
  if (lua_isnil(L, COMES_BEFORE)) return lua_compare(L, left, right, LUA_OPLT);
  lua_pushvalue(L, COMES_BEFORE);
  lua_pushvalue(L, left);
  lua_pushvalue(L, right);
  lua_call(L, 2, 1);
  const int answer = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return answer;
}

// Takes an element from one of two neighbouring parts to its place, and looks at the next one of that part.
static void take(lua_State *L, int slot, lua_Integer *place, lua_Integer end, lua_Integer target) {
  lua_pushvalue(L, slot);
  lua_rawseti(L, TO, target);
  if (++*place > end) return;
  lua_rawgeti(L, FROM, *place);
  lua_replace(L, slot);
}

// Merges the parts first...middle and middle + 1...last of one list, each in order, into the other one.
static void merge(lua_State *L, lua_Integer first, lua_Integer middle, lua_Integer last) {
  lua_Integer left = first, right = middle + 1;
  lua_rawgeti(L, FROM, left);
  lua_replace(L, LEFT);
  if (right <= last) {
    lua_rawgeti(L, FROM, right);
    lua_replace(L, RIGHT);
  }
  for (lua_Integer target = first; target <= last; target++) {
    // Of two that are equal the left one stays the first.
    if (left <= middle && (right > last || !comes_before(L, RIGHT, LEFT))) {
      take(L, LEFT, &left, middle, target);
    } else {
      take(L, RIGHT, &right, last, target);
    }
  }
}

int clua_sort_stably(lua_State *L) {
  luaL_checktype(L, LIST, LUA_TTABLE);
  if (!lua_isnoneornil(L, COMES_BEFORE)) luaL_checktype(L, COMES_BEFORE, LUA_TFUNCTION);
  const lua_Integer count = luaL_len(L, LIST);
  luaL_argcheck(L, count < INT32_MAX, LIST, "array too big");
  if (count < 2) return 0;
  lua_settop(L, COMES_BEFORE);
  for (int table = FROM; table <= TO; table++) lua_createtable(L, (int)count, 0);
  for (lua_Integer place = 1; place <= count; place++) {
    lua_geti(L, LIST, place);
    lua_rawseti(L, FROM, place);
  }
  lua_settop(L, RIGHT);
  for (lua_Integer width = 1; width < count; width *= 2) {
    for (lua_Integer first = 1; first <= count; first += 2 * width) {
      const lua_Integer middle = first + width - 1, last = middle + width;
      merge(L, first, middle < count ? middle : count, last < count ? last : count);
    }
    lua_pushvalue(L, FROM);
    lua_pushvalue(L, TO);
    lua_replace(L, FROM);
    lua_replace(L, TO);
  }
  for (lua_Integer place = 1; place <= count; place++) {
    lua_rawgeti(L, FROM, place);
    lua_seti(L, LIST, place);
  }
  return 0;
}
