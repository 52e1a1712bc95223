// Swift functions and Swift values as Lua sees them: the trampolines, the field reads, the finalizers.

#include "Context.h"

#include <stdlib.h>
#include <string.h>

static const char wrong_name = 0;  // its address is a key of the registry

// The trampolines' pattern: Swift runs, returns, and only then is an error raised.

static void *object_in(lua_State *L, int index) {
  clua_object *object = lua_touserdata(L, index);
  // A light userdata has length 0, and a userdata as long as this header is at least readable.
  return object != NULL && lua_rawlen(L, index) >= sizeof(clua_object) ? object : NULL;
}

void *clua_payload(clua_context *context, lua_State *L, int32_t index, const void *type) {
  clua_object *object = object_in(L, index);
  if (object == NULL || object->owner != context || object->type->type != type) return NULL;
  return clua_payload_of(object, object->type);
}

void *clua_type_of(clua_context *context, lua_State *L, int32_t index) {
  clua_object *object = object_in(L, index);
  if (object == NULL) return NULL;
  for (const clua_type *type = context->types; type; type = type->next) {
    if (type == object->type) return type->type;
  }
  return NULL;
}

static clua_box *box_in(lua_State *L, int index) {
  clua_box *box = lua_touserdata(L, index);
  return box != NULL && lua_rawlen(L, index) == sizeof(clua_box) && box->magic == &clua_box_magic ? box : NULL;
}

int clua_call_function(lua_State *L) {
  clua_context *context = clua_context_of(L);
  clua_box *box = box_in(L, lua_upvalueindex(1));
  if (box == NULL || box->function == NULL) return luaL_error(L, "this function has been finalized");
  lua_State *current = context->current;
  context->current = L;
  int32_t count = context->callbacks.call(context->owner, box->function, L);
  context->current = current;
  return count >= 0 ? count : lua_error(L);
}

void *clua_function_behind(clua_context *context, lua_State *L, int32_t index) {
  (void)context;
  if (lua_tocfunction(L, index) != clua_call_function || !lua_checkstack(L, 1)) return NULL;
  if (lua_getupvalue(L, index, 1) == NULL) return NULL;
  clua_box *box = box_in(L, -1);
  void *function = box ? box->function : NULL;
  lua_pop(L, 1);
  return function;
}

// Releases what a userdata owns, once. From then on it is none.
void clua_let_go(clua_context *context, void *userdata) {
  clua_box *box = userdata;
  if (box->magic == &clua_box_magic) {
    void *function = box->function;
    box->function = NULL;
    if (function) context->callbacks.release(context->owner, function);
    return;
  }
  clua_object *object = userdata;
  if (object->owner != context) return;
  object->owner = NULL;
  context->callbacks.destroy(context->owner, object->type->type, clua_payload_of(object, object->type));
}

// __gc of what owns something.
static int finalize(lua_State *L) {
  clua_context *context = clua_context_of(L);
  clua_box *box = box_in(L, 1);
  void *userdata = box ? box : object_in(L, 1);
  // A script with the debug library may call this with anything.
  if (userdata == NULL || clua_remove_owner(context, (const char *)userdata + lua_rawlen(L, 1)) == NULL) return 0;
  lua_State *current = context->current;
  context->current = L;
  clua_let_go(context, userdata);
  context->current = current;
  return 0;
}

// Pushes a box that releases its function when it is collected. Until it has its metatable it owns nothing.
static clua_box *push_box(lua_State *L, int owns) {
  clua_box *box = lua_newuserdatauv(L, sizeof *box, 0);
  memset(box, 0, sizeof *box);
  box->magic = &clua_box_magic;
  if (owns) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &clua_box_metatable) == LUA_TNIL) {
      lua_pop(L, 1);
      lua_createtable(L, 0, 2);
      lua_pushcfunction(L, finalize);
      lua_setfield(L, -2, "__gc");
      lua_pushboolean(L, 0);
      lua_setfield(L, -2, "__metatable");
      lua_pushvalue(L, -1);
      lua_rawsetp(L, LUA_REGISTRYINDEX, &clua_box_metatable);
    }
    lua_setmetatable(L, -2);
    if (!clua_add_owner(clua_context_of(L), box, sizeof *box)) clua_out_of_memory(L);
  }
  return box;
}

int clua_op_new_function(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  if (clua_context_of(L)->closing) return luaL_error(L, "the state is closing");
  clua_box *box = push_box(L, 1);
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, clua_call_function, 1);
  clua_capture(L, -1, &operation->few[0]);
  operation->result_count = 1;
  box->function = operation->pointer;  // nothing raises after this: from here on it is Lua's
  operation->array_capacity = 1;
  return 1;
}

// ----------------------------------------------------------------------------------------------- fields

static inline int64_t row_of(const clua_field *field, const char *payload) {
  if (field->row_bytes == 8) {
    int64_t row;
    memcpy(&row, payload + field->row_offset, sizeof row);
    return row;
  }
  int32_t row;
  memcpy(&row, payload + field->row_offset, sizeof row);
  return row;
}

#define READ_INTEGER(type, missing)                                      \
  {                                                                      \
    type value;                                                          \
    memcpy(&value, cell, sizeof value);                                  \
    if (value == (missing)) { lua_pushnil(L); } else { lua_pushinteger(L, (lua_Integer)value); } \
    break;                                                               \
  }

void clua_push_cell(lua_State *L, const clua_field *field, const char *payload) {
  int64_t row = row_of(field, payload);
  if (row < 0 || row >= field->count) {
    lua_pushnil(L);
    return;
  }
  const char *cell = (const char *)field->base + row * field->stride;
  switch (field->kind) {
    case CLUA_COLUMN_F64: {
      double value;
      memcpy(&value, cell, sizeof value);
      if (value != value) { lua_pushnil(L); } else { lua_pushnumber(L, value); }
      break;
    }
    case CLUA_COLUMN_F32: {
      float value;
      memcpy(&value, cell, sizeof value);
      if (value != value) { lua_pushnil(L); } else { lua_pushnumber(L, (lua_Number)value); }
      break;
    }
    case CLUA_COLUMN_I64: READ_INTEGER(int64_t, INT64_MIN)
    case CLUA_COLUMN_I32: READ_INTEGER(int32_t, INT32_MIN)
    case CLUA_COLUMN_I16: READ_INTEGER(int16_t, INT16_MIN)
    case CLUA_COLUMN_I8: READ_INTEGER(int8_t, INT8_MIN)
    case CLUA_COLUMN_U8: READ_INTEGER(uint8_t, UINT8_MAX)
    case CLUA_COLUMN_U16: READ_INTEGER(uint16_t, UINT16_MAX)
    case CLUA_COLUMN_BOOL: {
      uint8_t value = (uint8_t)*cell;
      if (value > 1) { lua_pushnil(L); } else { lua_pushboolean(L, value); }
      break;
    }
    case CLUA_COLUMN_TEXT: {
      uint32_t bounds[2];
      memcpy(bounds, cell, sizeof bounds);
      if (bounds[1] < bounds[0]) { lua_pushnil(L); break; }
      lua_pushlstring(L, field->text + bounds[0], bounds[1] - bounds[0]);
      break;
    }
    default: lua_pushnil(L);
  }
}

// Pushes an object without a payload yet.
static clua_object *push_object(lua_State *L, clua_type *type) {
  const size_t padding = type->alignment > 8 ? type->alignment - 1 : 0;
  const size_t size = sizeof(clua_object) + padding + type->size;
  clua_object *object = lua_newuserdatauv(L, size, type->view_count);
  object->owner = NULL;
  object->type = type;
  lua_rawgetp(L, LUA_REGISTRYINDEX, type);
  lua_setmetatable(L, -2);
  if (type->needs_destroy && !clua_add_owner(type->context, object, size)) clua_out_of_memory(L);
  return object;
}

// Pushes an object whose payload is a copy of bytes: for types that have nothing to destroy.
void clua_push_copy(lua_State *L, clua_type *type, const void *payload) {
  clua_object *object = push_object(L, type);
  memcpy(clua_payload_of(object, type), payload, type->size);
  object->owner = type->context;
}

static int not_an_object(lua_State *L, const clua_object *object) {
  if (object != NULL && object->owner == NULL) return luaL_error(L, "this object has been finalized");
  return luaL_error(L, "not an object of this state");
}

// Asks Swift for a name that is no field: a fallback's value, or the error that offers the nearest name.
int clua_miss(lua_State *L, clua_context *context, clua_object *object, int writing) {
  lua_State *current = context->current;
  context->current = L;
  int32_t count =
      context->callbacks.missing(context->owner, object->type->type, clua_payload_of(object, object->type), writing, L);
  context->current = current;
  return count >= 0 ? count : lua_error(L);
}

// Makes the object that a view field stands for, once for each object: it is kept in a user value.
static int push_view(lua_State *L, const clua_field *field, const char *payload) {
  if (lua_getiuservalue(L, 1, field->view_slot) == LUA_TUSERDATA) return 1;
  clua_push_copy(L, field->view, payload + field->row_offset);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, 1, field->view_slot);
  return 1;
}

// Asks Swift for a field.
int clua_ask_field(lua_State *L, clua_context *context, const clua_field *field, void *payload) {
  lua_State *current = context->current;
  context->current = L;
  int32_t count = context->callbacks.field(context->owner, field->reader, payload, L);
  context->current = current;
  return count >= 0 ? count : lua_error(L);
}

// Reads the field whose number is on top. The type comes from the object itself, so that under a forged
// metatable a wrong field may be read, but never foreign memory.
static int read_field(lua_State *L, clua_context *context, clua_object *object) {
  const clua_type *type = object->type;
  int64_t number = lua_tointegerx(L, -1, NULL);
  if (number < 1 || number > type->field_count) return luaL_error(L, "no such field");
  const clua_field *field = &type->fields[number - 1];
  if (field->kind == CLUA_COLUMN_F64) {  // the most frequent first
    clua_push_cell(L, field, clua_payload_of(object, type));
    return 1;
  }
  if (field->kind == CLUA_COLUMN_SWIFT) return clua_ask_field(L, context, field, clua_payload_of(object, type));
  if (field->kind == CLUA_COLUMN_VIEW) return push_view(L, field, clua_payload_of(object, type));
  clua_push_cell(L, field, clua_payload_of(object, type));
  return 1;
}

// The object that a metamethod was called with. Without the debug library no script can get at the
// metamethod, so the length is checked only with it.
static inline clua_object *object_of_metamethod(lua_State *L, const clua_context *context) {
  return context->is_forgeable ? object_in(L, 1) : lua_touserdata(L, 1);
}

// __index of a type with a fallback for other names. The names' table gives a field's number or a method.
static int read_any_member(lua_State *L) {
  clua_context *context = clua_context_of(L);
  clua_object *object = object_of_metamethod(L, context);
  if (object == NULL || object->owner != context) return not_an_object(L, object);
  lua_pushvalue(L, 2);
  switch (lua_rawget(L, lua_upvalueindex(1))) {
    case LUA_TNUMBER: return read_field(L, context, object);
    case LUA_TNIL: lua_settop(L, 2); return clua_miss(L, context, object, 0);
    default: return 1;
  }
}

// __index of a type without one: the key is not kept, which saves its copy at each read. For a wrong name
// the names' table has an __index of its own, which notes it for the message.
static int read_member(lua_State *L) {
  clua_context *context = clua_context_of(L);
  clua_object *object = object_of_metamethod(L, context);
  if (object == NULL || object->owner != context) return not_an_object(L, object);
  switch (lua_gettable(L, lua_upvalueindex(1))) {
    case LUA_TNUMBER: return read_field(L, context, object);
    case LUA_TNIL:
      lua_settop(L, 1);
      lua_rawgetp(L, LUA_REGISTRYINDEX, &wrong_name);
      return clua_miss(L, context, object, 0);
    default: return 1;
  }
}

// __index of a names' table.
static int note_wrong_name(lua_State *L) {
  lua_settop(L, 2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &wrong_name);
  return 0;
}

static int write_member(lua_State *L) {
  clua_context *context = clua_context_of(L);
  clua_object *object = object_in(L, 1);
  if (object == NULL || object->owner != context) return not_an_object(L, object);
  return clua_miss(L, context, object, 1);
}

int clua_op_new_object(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  if (clua_context_of(L)->closing) return luaL_error(L, "the state is closing");
  clua_object *object = push_object(L, operation->type);
  operation->pointer = clua_payload_of(object, operation->type);
  if (operation->raw) return 1;  // to be left on the stack
  clua_capture(L, -1, &operation->few[0]);
  operation->result_count = 1;
  return 1;
}

void clua_make_alive(clua_context *context, lua_State *L, int32_t index) {
  clua_object *object = object_in(L, index);
  if (object) object->owner = context;
}

// ----------------------------------------------------------------------------------------- registration

// Pushes a function of Swift's that its type keeps alive.
static void push_member(lua_State *L, const clua_member *member) {
  clua_box *box = push_box(L, 0);
  box->function = member->function;
  lua_pushcclosure(L, clua_call_function, 1);
}

static void fill_metatable(lua_State *L, const clua_type_description *description) {
  lua_createtable(L, 0, 6 + (int)description->metamethod_count);
  lua_pushlstring(L, description->name, description->name_length);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__name");
  lua_setfield(L, -2, "__metatable");
  lua_createtable(L, 0, (int)(description->field_count + description->method_count));
  for (int64_t index = 0; index < description->field_count; index++) {
    lua_pushlstring(L, description->fields[index].name, description->fields[index].name_length);
    lua_pushinteger(L, index + 1);
    lua_rawset(L, -3);
  }
  for (int64_t index = 0; index < description->method_count; index++) {
    lua_pushlstring(L, description->methods[index].name, description->methods[index].name_length);
    push_member(L, &description->methods[index]);
    lua_rawset(L, -3);
  }
  if (description->has_fallback) {
    lua_pushcclosure(L, read_any_member, 1);
  } else {
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, note_wrong_name);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_pushcclosure(L, read_member, 1);
  }
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, write_member);
  lua_setfield(L, -2, "__newindex");
  if (description->needs_destroy) {
    lua_pushcfunction(L, finalize);
    lua_setfield(L, -2, "__gc");
  }
  for (int64_t index = 0; index < description->metamethod_count; index++) {
    lua_pushlstring(L, description->metamethods[index].name, description->metamethods[index].name_length);
    push_member(L, &description->metamethods[index]);
    lua_rawset(L, -3);
  }
}

int clua_op_register(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  const clua_type_description *description = operation->pointer;
  clua_context *context = clua_context_of(L);
  clua_ensure_stack(L, 10, "a type");
  fill_metatable(L, description);
  size_t fields = sizeof(clua_field) * (size_t)description->field_count;
  clua_type *type = clua_grow(context, NULL, sizeof *type + fields);
  if (type == NULL) clua_out_of_memory(L);
  type->context = context;
  type->type = description->type;
  type->size = (size_t)description->size;
  type->alignment = description->alignment > 8 ? (size_t)description->alignment : 8;
  type->needs_destroy = description->needs_destroy;
  type->field_count = description->field_count;
  if (fields) memcpy(type->fields, description->fields, fields);
  type->view_count = 0;
  for (int64_t index = 0; index < type->field_count; index++) {
    if (type->fields[index].kind == CLUA_COLUMN_VIEW) type->fields[index].view_slot = ++type->view_count;
  }
  type->next = context->types;  // owned by the context from here on, whatever is raised
  context->types = type;
  lua_rawsetp(L, LUA_REGISTRYINDEX, type);
  operation->type = type;
  return 0;
}
