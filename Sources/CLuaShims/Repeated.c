// A call that is made for row after row, each time with a new object that stands for the row.
//
// Where the caller sees to it that no object is kept from row to row, one serves all of them.
//
// What a function is seen to read off it without a doubt, it is passed besides (ScalarReplacement). Of the rest:
// while the call runs, the object's fields are read by Lua itself: the metatable of that time has a table as its
// __index, filled with the row's cells before the call, as far as the function was seen to read them. What is not
// in the table, a missing cell above all, is asked of C by that table's own __index. After the call the object gets
// the metatable of its type, so that one that was kept goes on to read its own row. So does a part of the object,
// such as student.engagement.

#include "Context.h"

#include <lauxlib.h>
#include <string.h>

enum { FILLED_LIMIT = 60 };

/// The object of one type that stands for the row now, and how it is read. A userdata, whose user values keep what
/// is named below.
typedef struct clua_quick {
  clua_type *type;
  struct clua_quick *root;   // that of the call's own object
  struct clua_quick *parent; // of a part, and where its value lies in the parent's
  int64_t offset;
  struct clua_quick *awake;  // the next of the parts that were made in this call
  char *payload;             // in the object
  int32_t number;            // among the parts of the root, from 1; 0 for the root
  int32_t part_count;        // of the root
  int32_t is_awake;
  int32_t filled_count;      // how many columns are filled in before each call
  int32_t is_filler_old;     // whether there are more columns than the filler knows
  uint32_t calls;
  const clua_field *filled[FILLED_LIMIT];
  struct clua_quick *parts[];  // by the view's slot, from 0; NULL for one that was not asked for yet
} clua_quick;

enum {
  VALUES = 1,  // the table that Lua reads from
  METATABLE,   // the object's while the call runs
  OBJECT,
  FILLER,      // a function that stores cells under the names in order
  NAMES,       // of the columns that are filled in
  ALL,         // a table of all parts by their numbers, the root's and theirs
  NAME,        // of a part
  HOLDER,      // the table in which it stands under this name
};

static int read_quick(lua_State *L);

// Pushes a new quick; below it stands the table of all parts.
static clua_quick *push_quick(lua_State *L, clua_type *type, clua_quick *root) {
  clua_ensure_stack(L, 12, "a type");
  size_t size = sizeof(clua_quick) + sizeof(clua_quick *) * (size_t)type->view_count;
  clua_quick *quick = lua_newuserdatauv(L, size, HOLDER);
  const int self = lua_gettop(L);
  memset(quick, 0, size);
  quick->type = type;
  quick->root = root ? root : quick;
  lua_pushvalue(L, self - 1);
  lua_setiuservalue(L, self, ALL);
  // Both with room to spare: names that share a place are looked for one after another.
  lua_createtable(L, 0, 32);  // the metatable: the type's but for __index
  lua_rawgetp(L, LUA_REGISTRYINDEX, type);
  lua_pushnil(L);
  while (lua_next(L, self + 2)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, self + 1);
  }
  lua_createtable(L, 0, 64);  // the values, whose own __index has the names' table
  lua_createtable(L, 0, 1);
  lua_pushvalue(L, self);
  lua_getfield(L, self + 2, "__index");
  lua_getupvalue(L, -1, 1);
  lua_remove(L, -2);
  lua_pushcclosure(L, read_quick, 2);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, self, VALUES);
  lua_setfield(L, self + 1, "__index");
  lua_pushvalue(L, self + 1);
  lua_setiuservalue(L, self, METATABLE);
  lua_createtable(L, 0, 0);
  lua_setiuservalue(L, self, NAMES);
  lua_settop(L, self);
  return quick;
}

int clua_op_quick(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  lua_createtable(L, 0, 0);
  push_quick(L, operation->type, NULL);
  clua_capture(L, -1, &operation->few[0]);
  operation->result_count = 1;
  return 1;
}

// Makes the function that stores one argument after another under the names of the filled columns: in Lua, since
// that stores a field several times as fast as C can.
static void make_filler(lua_State *L, int self, clua_quick *quick) {
  luaL_Buffer code;
  lua_getiuservalue(L, self, NAMES);
  const int names = lua_gettop(L);
  luaL_buffinit(L, &code);
  luaL_addstring(&code, "local t = ... return function(");
  for (int32_t number = 1; number <= quick->filled_count; number++) {
    lua_pushfstring(L, number == 1 ? "v%d" : ",v%d", number);
    luaL_addvalue(&code);
  }
  luaL_addstring(&code, ")");
  for (int32_t number = 1; number <= quick->filled_count; number++) {
    lua_rawgeti(L, names, number);
    lua_pushfstring(L, " t[\"%s\"]=v%d", lua_tostring(L, -1), number);
    lua_remove(L, -2);
    luaL_addvalue(&code);
  }
  luaL_addstring(&code, " end");
  luaL_pushresult(&code);
  size_t length;
  const char *text = lua_tolstring(L, -1, &length);
  if (luaL_loadbufferx(L, text, length, "=host", "t") != LUA_OK) lua_error(L);
  lua_getiuservalue(L, self, VALUES);
  lua_call(L, 1, 1);
  lua_setiuservalue(L, self, FILLER);
  lua_settop(L, names - 1);
  quick->is_filler_old = 0;
}

// Stores the cells of the row in the table that Lua reads from.
static void fill(lua_State *L, int self, clua_quick *quick) {
  const int32_t count = quick->filled_count;
  if (quick->is_filler_old) make_filler(L, self, quick);
  clua_ensure_stack(L, count + 2, "fields");
  lua_getiuservalue(L, self, FILLER);
  for (int32_t number = 0; number < count; number++) {
    const clua_field *field = quick->filled[number];
    if (clua_push_float(L, field, quick->payload)) continue;
    clua_push_cell(L, field, quick->payload);
  }
  lua_call(L, count, 0);
}

// Pushes the object that stands for the row from now on.
static void wake(lua_State *L, int self, clua_quick *quick, const void *payload) {
  clua_type *type = quick->type;
  size_t padding = type->alignment > 8 ? type->alignment - 1 : 0;
  // Without room for its parts: they stand in the table. One that is kept after the call makes them at each read.
  clua_object *object = lua_newuserdatauv(L, sizeof *object + padding + type->size, 0);
  object->owner = NULL;
  object->type = type;
  lua_getiuservalue(L, self, METATABLE);
  lua_setmetatable(L, -2);
  quick->payload = memcpy(clua_payload_of(object, type), payload, type->size);
  object->owner = type->context;
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, self, OBJECT);
  quick->is_awake = 1;
  if (quick->filled_count) fill(L, self, quick);
}

// Has the object stand for another row.
static void move(lua_State *L, int self, clua_quick *quick, const void *payload) {
  memcpy(quick->payload, payload, quick->type->size);
  if (quick->filled_count) fill(L, self, quick);
}

// Takes a part out of the table in which it stands.
static void take_out(lua_State *L, int part) {
  lua_getiuservalue(L, part, HOLDER);
  lua_getiuservalue(L, part, NAME);
  lua_pushnil(L);
  lua_rawset(L, -3);
}

// Gives the object its own metatable again. Nothing is made here, so nothing is raised.
static void rest(lua_State *L, int self, clua_quick *quick) {
  lua_getiuservalue(L, self, OBJECT);
  lua_rawgetp(L, LUA_REGISTRYINDEX, quick->type);
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
  quick->is_awake = 0;
}

// The same for all parts that were made during the call, which are taken out of their tables.
static void rest_parts(lua_State *L, int self, clua_quick *root) {
  if (root->awake == NULL) return;
  lua_getiuservalue(L, self, ALL);
  const int all = lua_gettop(L);
  for (clua_quick *part = root->awake; part; part = part->awake) {
    lua_rawgeti(L, all, part->number);
    rest(L, all + 1, part);
    take_out(L, all + 1);
    lua_settop(L, all);
  }
  lua_settop(L, all - 1);
  root->awake = NULL;
}

// Ends whatever is left of calls that failed.
static void rest_everything(lua_State *L, int self, clua_quick *root) {
  clua_ensure_stack(L, 8, "parts");
  root->awake = NULL;
  lua_getiuservalue(L, self, ALL);
  const int all = lua_gettop(L);
  for (int32_t number = 1; number <= root->part_count; number++) {
    lua_rawgeti(L, all, number);
    clua_quick *part = lua_touserdata(L, -1);
    if (part->is_awake) rest(L, all + 1, part);
    take_out(L, all + 1);
    lua_settop(L, all);
  }
  lua_settop(L, all - 1);
  if (root->is_awake) rest(L, self, root);
}

// Whether a column is filled in before each call: one whose cells cost nothing to push, under a name that needs no
// escape.
static int is_fillable(const clua_quick *quick, const clua_field *field, const char *name, size_t length) {
  if (quick->filled_count >= FILLED_LIMIT || field->kind == CLUA_COLUMN_TEXT) return 0;
  for (int32_t number = 0; number < quick->filled_count; number++) {
    if (quick->filled[number] == field) return 0;
  }
  for (size_t index = 0; index < length; index++) {
    char c = name[index];
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) return 0;
  }
  return length < 100;
}

// Makes the part that a view field stands for, for this call.
static int push_part(lua_State *L, clua_quick *quick, const clua_field *field) {
  const int self = lua_upvalueindex(1);
  clua_quick *part = quick->parts[field->view_slot - 1];
  lua_settop(L, 2);
  lua_getiuservalue(L, self, ALL);  // 3
  if (part == NULL) {
    part = push_quick(L, field->view, quick->root);  // 4
    lua_getiuservalue(L, self, VALUES);
    lua_setiuservalue(L, 4, HOLDER);
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, 4, NAME);
    lua_pushvalue(L, 4);
    lua_rawseti(L, 3, quick->root->part_count + 1);
    part->number = ++quick->root->part_count;
    part->parent = quick;
    part->offset = field->row_offset;
    quick->parts[field->view_slot - 1] = part;
  } else {
    lua_rawgeti(L, 3, part->number);  // 4
  }
  wake(L, 4, part, quick->payload + field->row_offset);  // 5
  part->awake = quick->root->awake;
  quick->root->awake = part;
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 5);
  lua_rawset(L, 1);
  return 1;
}

// __index of the values: of the table, which is its first argument, and a key that is not in it.
static int read_quick(lua_State *L) {
  clua_quick *quick = lua_touserdata(L, lua_upvalueindex(1));
  clua_context *context = clua_context_of(L);
  lua_pushvalue(L, 2);
  switch (lua_rawget(L, lua_upvalueindex(2))) {
    case LUA_TNUMBER: break;
    case LUA_TNIL:
      lua_settop(L, 2);
      lua_getiuservalue(L, lua_upvalueindex(1), OBJECT);
      lua_replace(L, 1);
      return clua_miss(L, context, lua_touserdata(L, 1), 0);
    default: return 1;
  }
  // No object has this metatable then.
  if (!quick->is_awake) return luaL_error(L, "not an object of this state");
  const clua_field *field = &quick->type->fields[lua_tointeger(L, -1) - 1];
  if (field->kind == CLUA_COLUMN_VIEW) return push_part(L, quick, field);
  if (field->kind == CLUA_COLUMN_SWIFT) {
    lua_settop(L, 2);
    lua_getiuservalue(L, lua_upvalueindex(1), OBJECT);
    lua_replace(L, 1);
    return clua_ask_field(L, context, field, (void *)quick->payload);
  }
  size_t length;
  const char *name = lua_tolstring(L, 2, &length);
  if (is_fillable(quick, field, name, length)) {
    lua_getiuservalue(L, lua_upvalueindex(1), NAMES);
    lua_pushvalue(L, 2);
    lua_rawseti(L, -2, quick->filled_count + 1);
    quick->filled[quick->filled_count++] = field;
    quick->is_filler_old = 1;
  }
  clua_push_cell(L, field, quick->payload);
  return 1;
}

// The stack: the operation, the quick, and above them the function and its arguments, or the answer.
int clua_op_repeat(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  clua_context *context = clua_context_of(L);
  const int32_t count = (int32_t)operation->argument_count;
  if (context->closing) return luaL_error(L, "the state is closing");
  clua_ensure_stack(L, count + 2 * (int64_t)operation->passed_count + 8, "too many arguments");
  lua_rawgeti(L, LUA_REGISTRYINDEX, operation->key.reference);
  clua_quick *quick = lua_touserdata(L, 2);
  // A script with the debug library could take a metatable's __index. Within itself a call reads in the usual way.
  const int is_quick = !context->is_forgeable && !quick->is_awake;
  if (quick->calls++ % 256 == 0) clua_set_pause(L, context);
  clua_push_value(L, &operation->target);
  if (is_quick) {
    wake(L, 2, quick, operation->pointer);
  } else {
    clua_push_copy(L, operation->type, operation->pointer);
  }
  for (int32_t index = 0; index < count; index++) clua_push_value(L, &operation->arguments[index]);
  clua_push_passed(L, operation, operation->pointer);
  lua_call(L, count + 1 + operation->passed_count, 1);
  if (is_quick) {
    rest_parts(L, 2, quick);
    rest(L, 2, quick);
  }
  if (operation->record) operation->is_recorded = clua_record_answer(L, 3, operation->record);
  return 1;
}

// The same for row after row, up to the first whose answer is not put down: its result is left on the stack, or its
// error raised, and `position` says which row it was. Each row has limits of its own.
int clua_op_repeat_rows(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  clua_rows *rows = operation->rows;
  clua_context *context = clua_context_of(L);
  const int count = (int)operation->argument_count;
  if (context->closing) return luaL_error(L, "the state is closing");
  clua_ensure_stack(L, 2 * (int64_t)count + 2 * (int64_t)operation->passed_count + 10, "too many arguments");
  lua_rawgeti(L, LUA_REGISTRYINDEX, operation->key.reference);
  clua_quick *quick = lua_touserdata(L, 2);
  if (context->is_forgeable || quick->is_awake) return luaL_error(L, "a call within itself");
  clua_set_pause(L, context);
  clua_push_value(L, &operation->target);
  for (int index = 0; index < count; index++) clua_push_value(L, &operation->arguments[index]);
  // Parts that were asked for in earlier rows are made before each call: the quick, its table, its name.
  enum { READY_LIMIT = 8 };
  clua_quick *ready[READY_LIMIT];
  const int32_t ready_count = quick->part_count < READY_LIMIT ? quick->part_count : READY_LIMIT;
  clua_ensure_stack(L, 3 * READY_LIMIT + count + 2 * (int64_t)operation->passed_count + 10, "parts");
  for (int32_t number = 0; number < ready_count; number++) {
    lua_getiuservalue(L, 2, ALL);
    lua_rawgeti(L, -1, number + 1);
    lua_remove(L, -2);
    ready[number] = lua_touserdata(L, -1);
    lua_getiuservalue(L, -1, HOLDER);
    lua_getiuservalue(L, -2, NAME);
  }
  const int first = 4 + count, top = 3 + count + 3 * ready_count;
  for (; rows->position < rows->count; rows->position++) {
    clua_begin_row(context, rows);
    lua_pushvalue(L, 3);
    const char *row = (const char *)operation->pointer + rows->stride * rows->position;
    if (rows->position % CLUA_LINE == 0) clua_expect_passed(operation, row);
    if (quick->is_awake) {  // and with it its ready parts: the objects of the row before
      lua_getiuservalue(L, 2, OBJECT);
      move(L, 2, quick, row);
    } else {
      wake(L, 2, quick, row);
    }
    for (int32_t number = 0; number < ready_count; number++) {
      clua_quick *part = ready[number];
      const int self = first + 3 * number;
      const char *payload = part->parent->payload + part->offset;
      if (part->is_awake) {
        move(L, self, part, payload);
      } else {
        lua_pushvalue(L, self + 2);
        wake(L, self, part, payload);
        lua_rawset(L, self + 1);
      }
    }
    for (int index = 0; index < count; index++) lua_pushvalue(L, 4 + index);
    clua_push_passed(L, operation, row);
    lua_call(L, count + 1 + operation->passed_count, 1);
    rest_parts(L, 2, quick);
    if (!rows->shares_objects) {
      for (int32_t number = 0; number < ready_count; number++) rest(L, first + 3 * number, ready[number]);
      rest(L, 2, quick);
    }
    if (!clua_end_row(L, context, operation, top)) break;
  }
  rest_everything(L, 2, quick);
  return rows->position < rows->count;
}

// Ends what a failed call has left behind.
int clua_op_rest(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, operation->key.reference);
  clua_quick *quick = lua_touserdata(L, 2);
  rest_everything(L, 2, quick);
  return 0;
}
