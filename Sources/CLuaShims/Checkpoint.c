// What a script's tables and functions hold at one moment, so that it can be put back: a plugin that counts in a local
// outside of its function would otherwise answer by who had a turn before.
//
// From the roots on, the content of each table and the upvalues of each function are taken down as they stand. What
// they refer to is not copied: a change is seen where it is, and whatever is new hangs in something that was there.

#include "Context.h"

#include <stdint.h>

/// A userdata, whose user values are named below.
typedef struct checkpoint {
  lua_Integer count;    // of the tables and functions that were found
  lua_Integer current;  // the one that is taken down
  uint64_t limit, used;  // the state's limit of memory without what it holds more since then, and what was in use
  int32_t *changeable;  // the numbers of those that were seen to change, in the block of the last user value
  int32_t changeable_count;
  uint8_t *is_changeable;  // by their numbers, from 0
} checkpoint;

enum {
  OBJECTS = 1,  // the tables and functions, in the order in which they were found
  IMAGES,       // what each held: a table's content, a function's upvalues by their numbers
  SIZES,        // how many entries that are; less than 0, -1 for none, where they are a list with gaps
  METATABLES,   // a table's, by its number; none without one
  NAMES,        // the variable in which each was found; an empty text for a table that has variables itself
  BLOCK,        // what `changeable` and `is_changeable` point to
  VALUE_COUNT = BLOCK,
};

// Where things stand on the stack: the operation, the checkpoint, its user values, and then ...
enum { SELF = 2, VALUES = SELF, BEHIND_VALUES = VALUES + VALUE_COUNT };

static checkpoint *push_values(lua_State *L) {
  clua_ensure_stack(L, 30, "a checkpoint");
  for (int value = 1; value <= VALUE_COUNT; value++) lua_getiuservalue(L, SELF, value);
  return lua_touserdata(L, SELF);
}

// ----------------------------------------------------------------------------------------------- making

// ... while it is made: what was found already, and what is not gone into.
enum { FOUND = BEHIND_VALUES + 1, SPARED, MADE_WITH = SPARED };

// Whether nothing more comes of a coroutine. One that has begun, or is about to, cannot be set back, nor one that failed
// and is closed.
static int has_ended(lua_State *thread) { return lua_status(thread) == LUA_OK && lua_gettop(thread) == 0; }

// Whether this is where an iterator of Lua's own, such as that of string.gmatch, keeps its place.
static int is_cursor(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TUSERDATA) return 0;
  if (!lua_getmetatable(L, index)) return 1;
  lua_pop(L, 1);
  return 0;
}

static int refuse(lua_State *L, int name, const char *what) {
  return luaL_error(L, "'%s' holds %s, which cannot be put back; begin it in the function that uses it",
                    lua_tostring(L, name), what);
}

// Notes the value on top, if it is a table or a function that was not found yet, as what the variable named at an index
// has; and takes it from the stack.
static void find(lua_State *L, checkpoint *self, int name) {
  const int type = lua_type(L, -1);
  if (type == LUA_TTHREAD && !has_ended(lua_tothread(L, -1))) refuse(L, name, "a coroutine");
  int is_new = type == LUA_TTABLE || type == LUA_TFUNCTION;
  for (int table = FOUND; table <= SPARED && is_new; table++) {
    lua_pushvalue(L, -1);
    is_new = lua_rawget(L, table) == LUA_TNIL;
    lua_pop(L, 1);
  }
  if (is_new) {
    self->count++;
    lua_pushvalue(L, -1);
    lua_pushboolean(L, 1);
    lua_rawset(L, FOUND);
    lua_pushvalue(L, -1);
    lua_rawseti(L, VALUES + OBJECTS, self->count);
    lua_pushvalue(L, name);
    lua_rawseti(L, VALUES + NAMES, self->count);
  }
  lua_pop(L, 1);
}

// Takes down the table on top in the image below it.
static lua_Integer take_down_table(lua_State *L, checkpoint *self) {
  const int table = lua_gettop(L), image = table - 1, name = table + 1, key = table + 2;
  lua_Integer size = 0, places = 0;
  lua_rawgeti(L, VALUES + NAMES, self->current);
  const int has_variables = lua_rawlen(L, name) == 0;
  if (lua_getmetatable(L, table)) {
    lua_pushvalue(L, -1);
    lua_rawseti(L, VALUES + METATABLES, self->current);
    find(L, self, name);
  }
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pushvalue(L, key);
    lua_pushvalue(L, key + 1);
    lua_rawset(L, image);
    const int called = has_variables && lua_type(L, key) == LUA_TSTRING ? key : name;
    find(L, self, called);
    lua_pushvalue(L, key);
    find(L, self, called);
    size++;
    if (lua_isinteger(L, key) && lua_tointeger(L, key) > 0) places++;
  }
  return places == (lua_Integer)lua_rawlen(L, table) ? size : -size - 1;
}

// Takes down the function on top likewise.
static lua_Integer take_down_function(lua_State *L, checkpoint *self) {
  const int function = lua_gettop(L), image = function - 1, name = function + 1;
  const int is_c = lua_iscfunction(L, function);
  lua_Integer size = 0;
  const char *upvalue;
  while (size < 255 && (upvalue = lua_getupvalue(L, function, (int)size + 1)) != NULL) {
    if (*upvalue) {
      lua_pushstring(L, upvalue);
    } else {  // of a function in C
      lua_rawgeti(L, VALUES + NAMES, self->current);
    }
    lua_insert(L, name);
    if (is_c && is_cursor(L, -1)) refuse(L, name, "an iterator");
    lua_pushvalue(L, -1);
    lua_rawseti(L, image, ++size);
    find(L, self, name);
    lua_settop(L, function);
  }
  return size;
}

// Whether the function on top is the host's own, with no variable of a script's.
static int is_hosts(lua_State *L, const char *source) {
  lua_Debug function;
  lua_pushvalue(L, -1);
  lua_getinfo(L, ">S", &function);
  return strcmp(function.source, source) == 0;
}

static int make(lua_State *L) {
  const clua_operation *operation = lua_touserdata(L, 1);
  checkpoint *self = lua_newuserdatauv(L, sizeof *self, VALUE_COUNT);
  memset(self, 0, sizeof *self);
  for (int value = 1; value < BLOCK; value++) {
    lua_newtable(L);
    lua_setiuservalue(L, SELF, value);
  }
  push_values(L);
  lua_newtable(L);
  clua_push_value(L, &operation->target);
  for (int64_t index = 0; index + 1 < operation->argument_count; index += 2) {
    clua_push_value(L, &operation->arguments[index]);
    clua_push_value(L, &operation->arguments[index + 1]);
    find(L, self, MADE_WITH + 1);
    lua_settop(L, MADE_WITH);
  }
  while (self->current < self->count) {
    self->current++;
    lua_newtable(L);
    const int type = lua_rawgeti(L, VALUES + OBJECTS, self->current);
    lua_Integer size = 0;
    if (type == LUA_TTABLE) {
      size = take_down_table(L, self);
    } else if (!is_hosts(L, operation->chunk_name)) {
      size = take_down_function(L, self);
    }
    lua_settop(L, MADE_WITH + 1);
    lua_rawseti(L, VALUES + IMAGES, self->current);
    lua_pushinteger(L, size);
    lua_rawseti(L, VALUES + SIZES, self->current);
  }
  // Made now: putting back must not need memory that the script may have used up.
  const size_t count = (size_t)self->count;
  self->changeable = lua_newuserdatauv(L, count * (sizeof *self->changeable + 1), 0);
  self->is_changeable = memset(self->changeable + count, 0, count);
  lua_setiuservalue(L, SELF, BLOCK);
  lua_settop(L, SELF);
  return 1;
}

int clua_op_checkpoint(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  clua_context *context = clua_context_of(L);
  // What is taken down for the host counts as no memory of the script's.
  const uint64_t limit = context->limits.memory, used = context->used;
  context->limits.memory = 0;
  lua_pushcfunction(L, make);
  lua_pushvalue(L, 1);
  const int status = lua_pcall(L, 1, 1, 0);
  context->limits.memory = limit && context->used > used ? limit + (context->used - used) : limit;
  if (status == LUA_ERRMEM) clua_out_of_memory(L);
  if (status != LUA_OK) return lua_error(L);
  lua_gc(L, LUA_GCCOLLECT);
  checkpoint *self = lua_touserdata(L, -1);
  self->limit = context->limits.memory;
  self->used = context->used;
  clua_capture(L, -1, &operation->few[0]);
  operation->result_count = 1;
  return 1;
}

// ----------------------------------------------------------------------------------------- putting back

// ... while it is put back: the variable that was the first to change, and of one object after another that in which it
// changed, the object, and what it held.
enum { FIRST = BEHIND_VALUES + 1, CALLED, OBJECT, IMAGE, PUT_BACK_WITH = IMAGE };

// Whether two values are the same to whatever a script can do with them: 1 and 1.0 are not, nor are 0.0 and -0.0.
static int is_same(lua_State *L, int left, int right) {
  if (lua_type(L, left) != LUA_TNUMBER || lua_type(L, right) != LUA_TNUMBER) return lua_rawequal(L, left, right);
  if (lua_isinteger(L, left) != lua_isinteger(L, right)) return 0;
  if (lua_isinteger(L, left)) return lua_tointeger(L, left) == lua_tointeger(L, right);
  const lua_Number a = lua_tonumber(L, left), b = lua_tonumber(L, right);
  return memcmp(&a, &b, sizeof a) == 0;
}

// Whether the table holds what it held; if not, a key that differs is left on the stack.
static int holds_what_it_held(lua_State *L, lua_Integer size) {
  lua_Integer count = 0;
  lua_pushnil(L);
  while (lua_next(L, OBJECT)) {
    lua_pushvalue(L, -2);
    lua_rawget(L, IMAGE);
    const int is_equal = is_same(L, -1, -2);
    lua_pop(L, 2);
    if (!is_equal) return 0;
    count++;
  }
  if (count == size) return 1;
  lua_pushnil(L);
  while (lua_next(L, IMAGE)) {
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    const int is_gone = lua_rawget(L, OBJECT) == LUA_TNIL;
    lua_pop(L, 1);
    if (is_gone) break;
  }
  return 0;
}

// What is new goes first: it may be what the script has used its memory up with.
static void fill_again(lua_State *L) {
  lua_pushnil(L);
  while (lua_next(L, OBJECT)) {
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    const int is_new = lua_rawget(L, IMAGE) == LUA_TNIL;
    lua_pop(L, 1);
    if (!is_new) continue;
    lua_pushvalue(L, -1);
    lua_pushnil(L);
    lua_rawset(L, OBJECT);
  }
  lua_pushnil(L);
  while (lua_next(L, IMAGE)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, OBJECT);
  }
}

static int put_table_back(lua_State *L, lua_Integer number, lua_Integer size) {
  lua_rawgeti(L, VALUES + METATABLES, number);
  if (!lua_getmetatable(L, OBJECT)) lua_pushnil(L);
  const int has_its_metatable = lua_rawequal(L, -1, -2);
  lua_pop(L, 1);
  if (has_its_metatable) {
    lua_pop(L, 1);
  } else {
    lua_setmetatable(L, OBJECT);
  }
  const int has_gaps = size < 0;
  if (holds_what_it_held(L, has_gaps ? -size - 1 : size)) return has_its_metatable;
  if (has_gaps) {
    // Which of several lengths Lua tells depends on all that was ever in the table.
    lua_rawgeti(L, VALUES + NAMES, number);
    return luaL_error(L, "'%s' is a list with gaps, which cannot be put back once it has changed; fill them with false",
                      lua_tostring(L, -1));
  }
  if (lua_rawlen(L, CALLED) == 0 && lua_type(L, -1) == LUA_TSTRING) lua_replace(L, CALLED);
  lua_settop(L, PUT_BACK_WITH);
  fill_again(L);
  return 0;
}

static int put_function_back(lua_State *L, lua_Integer size) {
  int is_equal = 1;
  for (int number = 1; number <= size; number++) {
    lua_rawgeti(L, IMAGE, number);
    const char *name = lua_getupvalue(L, OBJECT, number);
    if (!is_same(L, -1, -2)) {
      if (is_equal && *name) {
        lua_pushstring(L, name);
        lua_replace(L, CALLED);
      }
      is_equal = 0;
      lua_pushvalue(L, -2);
      lua_setupvalue(L, OBJECT, number);
    }
    lua_settop(L, PUT_BACK_WITH);
  }
  return is_equal;
}

// Puts an object back; 0 where it was not as it had been, with the variable's name at CALLED.
static int put_back(lua_State *L, lua_Integer number) {
  lua_settop(L, FIRST);
  lua_rawgeti(L, VALUES + NAMES, number);
  const int type = lua_rawgeti(L, VALUES + OBJECTS, number);
  lua_rawgeti(L, VALUES + IMAGES, number);
  lua_rawgeti(L, VALUES + SIZES, number);
  const lua_Integer size = lua_tointeger(L, -1);
  lua_settop(L, PUT_BACK_WITH);
  return type == LUA_TTABLE ? put_table_back(L, number, size) : put_function_back(L, size);
}

// A table that had grown keeps its room: that is none of whose turn is next.
static void allow_for_leftovers(lua_State *L, const checkpoint *self) {
  clua_context *context = clua_context_of(L);
  const uint64_t much = 1 << 20;
  if (self->limit == 0) return;
  if (context->used > self->used + much) lua_gc(L, LUA_GCCOLLECT);
  context->limits.memory = self->limit + (context->used > self->used ? context->used - self->used : 0);
}

int clua_op_put_back(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, operation->key.reference);
  checkpoint *self = push_values(L);
  lua_pushnil(L);  // FIRST
  if (operation->raw) {
    for (int32_t place = 0; place < self->changeable_count; place++) put_back(L, self->changeable[place]);
    allow_for_leftovers(L, self);
    return 0;
  }
  for (lua_Integer number = 1; number <= self->count; number++) {
    if (put_back(L, number) || self->is_changeable[number - 1]) continue;
    self->is_changeable[number - 1] = 1;
    self->changeable[self->changeable_count++] = (int32_t)number;
    if (!lua_isnil(L, FIRST)) continue;
    lua_settop(L, CALLED);
    lua_replace(L, FIRST);
  }
  lua_settop(L, FIRST);
  if (self->changeable_count > 0) allow_for_leftovers(L, self);
  clua_capture(L, FIRST, &operation->few[0]);
  operation->result_count = 1;
  return 1;
}
