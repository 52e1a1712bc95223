// `pairs` and `next` in an order of the keys: Lua's own follows a random seed and addresses.

#include "Context.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER, STRING, BOOLEAN, OBJECT, OTHER };

/// A key of a table that is gone through. A string stays in the table of keys meanwhile.
typedef struct key {
  int rank;
  int is_integer;
  lua_Integer integer;
  lua_Number number;  // also of an integer, of a boolean 0 or 1
  const char *text;  // of an object its value
  size_t length;
  const clua_type *type;  // of an object
  int64_t place;  // in the order in which Lua gave them, from 1
} key;

// One of the host's objects that is a plain value, such as a student, which is told from others by it.
static const clua_object *plain_object_at(lua_State *L, int index) {
  const clua_object *object = lua_touserdata(L, index);
  if (object == NULL || lua_rawlen(L, index) < sizeof *object || object->owner != clua_context_of(L)) return NULL;
  return object->type->needs_destroy ? NULL : object;
}

static key key_at(lua_State *L, int index) {
  key found = {.rank = OTHER};
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      found.rank = NUMBER;
      found.is_integer = lua_isinteger(L, index);
      found.integer = found.is_integer ? lua_tointeger(L, index) : 0;
      found.number = lua_tonumber(L, index);
      break;
    case LUA_TSTRING:
      found.rank = STRING;
      found.text = lua_tolstring(L, index, &found.length);
      break;
    case LUA_TBOOLEAN:
      found.rank = BOOLEAN;
      found.number = lua_toboolean(L, index);
      break;
    case LUA_TUSERDATA: {
      const clua_object *object = plain_object_at(L, index);
      if (object == NULL) break;
      found.rank = OBJECT;
      found.type = object->type;
      found.text = clua_payload_of((clua_object *)object, object->type);
      found.length = object->type->size;
    }
  }
  return found;
}

// Objects of one type by the numbers that they are made of, such as a student's row.
static int compare_objects(const key *left, const key *right) {
  for (size_t place = 0; place + 4 <= left->length; place += 4) {
    int32_t a, b;
    memcpy(&a, left->text + place, 4);
    memcpy(&b, right->text + place, 4);
    if (a != b) return a < b ? -1 : 1;
  }
  return memcmp(left->text, right->text, left->length);
}

// Numbers before strings by their bytes, before false and true, before objects, before anything else, which has no order.
static int compare(const key *left, const key *right) {
  if (left->rank != right->rank) return left->rank < right->rank ? -1 : 1;
  if (left->rank == OBJECT) {
    if (left->type != right->type) return left->type < right->type ? -1 : 1;
    return compare_objects(left, right);
  }
  if (left->rank == STRING) {
    const size_t common = left->length < right->length ? left->length : right->length;
    const int order = memcmp(left->text, right->text, common);
    if (order) return order;
    return left->length < right->length ? -1 : left->length > right->length;
  }
  if (left->is_integer && right->is_integer) {
    return left->integer < right->integer ? -1 : left->integer > right->integer;
  }
  if (left->number != right->number) return left->number < right->number ? -1 : 1;
  // Of 2^63 - 1 and 2.0^63 a float knows no difference.
  return right->is_integer - left->is_integer;
}

static int compare_in_sort(const void *left, const void *right) {
  const int order = compare(left, right);
  if (order) return order;
  const int64_t a = ((const key *)left)->place, b = ((const key *)right)->place;
  return a < b ? -1 : a > b;
}

// Whether two keys have an order that is the same in each process.
static int have_order(const key *left, const key *right) {
  return left->rank != right->rank || (left->rank != OTHER && left->type == right->type);
}

// Whether the keys of the table at 1 come in order as Lua gives them, as those of a list do; and how many there are.
static int come_in_order(lua_State *L, int64_t *count) {
  int in_order = 1;
  key previous = {.rank = NUMBER};
  *count = 0;
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lua_pop(L, 1);
    if (in_order) {
      // The previous string is a key of the table, which nothing changes here.
      const key next = key_at(L, -1);
      in_order = *count == 0 || (have_order(&previous, &next) && compare(&previous, &next) <= 0);
      previous = next;
    }
    ++*count;
  }
  return in_order;
}

// Pushes the keys of the table at 1 as a list in order, for a function of this name.
static void push_keys_in_order(lua_State *L, const char *name, int64_t count) {
  lua_createtable(L, count > INT32_MAX ? INT32_MAX : (int)count, 0);
  const int given = lua_gettop(L);
  key *keys = lua_newuserdatauv(L, (size_t)count * sizeof *keys, 0);
  int64_t found = 0;
  lua_pushnil(L);
  while (found < count && lua_next(L, 1)) {
    lua_pop(L, 1);
    keys[found] = key_at(L, -1);
    keys[found].place = found + 1;
    lua_pushvalue(L, -1);
    lua_rawseti(L, given, ++found);
  }
  lua_settop(L, given + 1);
  qsort(keys, (size_t)found, sizeof *keys, compare_in_sort);
  for (int64_t place = 1; place < found; place++) {
    if (have_order(&keys[place - 1], &keys[place])) continue;
    lua_rawgeti(L, given, keys[place].place);
    luaL_error(L, "%s: two of the keys are of the type '%s', and their order would be another in each process; "
               "use ids or numbers as keys, or go through a list", name, luaL_typename(L, -1));
  }
  lua_createtable(L, found > INT32_MAX ? INT32_MAX : (int)found, 0);
  for (int64_t place = 0; place < found; place++) {
    lua_rawgeti(L, given, keys[place].place);
    lua_rawseti(L, given + 2, place + 1);
  }
}

static void refuse_weak(lua_State *L, const char *name) {
  if (luaL_getmetafield(L, 1, "__mode") == LUA_TNIL) return;
  luaL_error(L, "%s: what is left in a weak table depends on when memory was last collected", name);
}

// What goes through a table after `pairs`: the next key that still has a value.
static int next_of_pairs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer place = lua_tointeger(L, lua_upvalueindex(2));
  lua_settop(L, 1);
  for (;;) {
    place++;
    if (lua_rawgeti(L, lua_upvalueindex(1), place) == LUA_TNIL) return 1;
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL) break;
    lua_settop(L, 1);
  }
  lua_pushinteger(L, place);
  lua_replace(L, lua_upvalueindex(2));
  return 2;
}

// `next`: its upvalues are Lua's own and, of the table that it was last asked about, the keys in order, or false where
// they come so, how many of them it has given, the last of these, and in which outermost call that was: what one turn
// asked for is nothing to the next one.
enum { NEXT = 1, NEXT_TABLE, NEXT_KEYS, NEXT_PLACE, NEXT_GIVEN, NEXT_CALL };

static void store(lua_State *L, int upvalue) { lua_replace(L, lua_upvalueindex(upvalue)); }

// How many of the keys come before what follows the key at 2, which may have gone meanwhile.
static lua_Integer place_of_key(lua_State *L) {
  if (lua_isnil(L, 2)) return 0;
  const key sought = key_at(L, 2);
  const lua_Integer count = (lua_Integer)lua_rawlen(L, lua_upvalueindex(NEXT_KEYS));
  for (lua_Integer place = 1; place <= count; place++) {
    lua_rawgeti(L, lua_upvalueindex(NEXT_KEYS), place);
    const key other = key_at(L, -1);  // whose text the list keeps
    lua_pop(L, 1);
    if (compare(&other, &sought) > 0) return place - 1;
  }
  return count;
}

// Begins with the table at 1 behind the key at 2.
static void look_through(lua_State *L) {
  int64_t count;
  refuse_weak(L, "next");
  lua_pushvalue(L, 2);
  // Lua's own would go on behind a key that has gone, wherever that stood.
  const int is_there = lua_isnil(L, 2) || lua_rawget(L, 1) != LUA_TNIL;
  if (come_in_order(L, &count) && is_there) {
    lua_pushboolean(L, 0);
    store(L, NEXT_KEYS);
  } else {
    push_keys_in_order(L, "next", count);
    store(L, NEXT_KEYS);
    lua_pushinteger(L, place_of_key(L));
    store(L, NEXT_PLACE);
  }
  lua_pushvalue(L, 1);
  store(L, NEXT_TABLE);
  lua_pushinteger(L, (lua_Integer)clua_context_of(L)->calls);
  store(L, NEXT_CALL);
  lua_settop(L, 2);
}

// Pushes the next key and its value, or nil.
static int push_next(lua_State *L) {
  if (lua_type(L, lua_upvalueindex(NEXT_KEYS)) != LUA_TTABLE) {
    lua_pushvalue(L, lua_upvalueindex(NEXT));
    lua_insert(L, 1);
    lua_call(L, 2, 2);
    return lua_isnil(L, 1) ? 1 : 2;
  }
  lua_Integer place = lua_tointeger(L, lua_upvalueindex(NEXT_PLACE));
  do {
    lua_settop(L, 1);
    if (lua_rawgeti(L, lua_upvalueindex(NEXT_KEYS), ++place) == LUA_TNIL) return 1;
    lua_pushvalue(L, -1);
  } while (lua_rawget(L, 1) == LUA_TNIL);
  lua_pushinteger(L, place);
  store(L, NEXT_PLACE);
  return 2;
}

static int next_in_order(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (lua_isnil(L, 2) || !lua_rawequal(L, 1, lua_upvalueindex(NEXT_TABLE))
      || !lua_rawequal(L, 2, lua_upvalueindex(NEXT_GIVEN))
      || lua_tointeger(L, lua_upvalueindex(NEXT_CALL)) != (lua_Integer)clua_context_of(L)->calls) {
    look_through(L);
  }
  const int count = push_next(L);
  lua_pushvalue(L, -count);
  store(L, NEXT_GIVEN);
  return count;
}

static int after_pairs(lua_State *L, int status, lua_KContext context) {
  (void)L;
  (void)status;
  (void)context;
  return 3;
}

static int pairs_in_order(lua_State *L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_callk(L, 1, 3, 0, after_pairs);
    return 3;
  }
  lua_settop(L, 1);
  refuse_weak(L, "pairs");
  int64_t count;
  if (lua_type(L, 1) != LUA_TTABLE || come_in_order(L, &count)) {
    lua_pushvalue(L, lua_upvalueindex(1));
  } else {
    push_keys_in_order(L, "pairs", count);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_of_pairs, 2);
  }
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

void clua_push_next_in_order(lua_State *L, const clua_value *own) {
  clua_push_value(L, own);
  lua_settop(L, lua_gettop(L) + NEXT_CALL - NEXT);
  lua_pushcclosure(L, next_in_order, NEXT_CALL);
}

void clua_push_pairs_in_order(lua_State *L, const clua_value *next) {
  clua_push_value(L, next);
  lua_pushcclosure(L, pairs_in_order, 1);
}
