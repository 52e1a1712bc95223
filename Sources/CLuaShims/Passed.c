// A call that is made for row after row, and is given cells of the row: no object is made for it, and Lua reads
// an argument where it stands.

#include "Context.h"

#include <string.h>

// Pushes what the function is given for a row. The operation's arguments stand on the stack, from `first` on.
static void push_passed(lua_State *L, const clua_operation *operation, const char *payload, int first) {
  for (int32_t index = 0; index < operation->passed_count; index++) {
    const clua_passed *passed = &operation->passed[index];
    if (passed->type == NULL) {
      lua_pushvalue(L, first + (int)passed->number);
      continue;
    }
    const clua_field *field = &passed->type->fields[passed->number];
    if (clua_push_float(L, field, payload + passed->offset)) continue;
    if (field->kind == CLUA_COLUMN_SWIFT) {
      const int top = lua_gettop(L);
      // The reader takes the payload as the value's, and changes nothing of it. Its result is on top.
      if (clua_ask_field(L, passed->type->context, field, (void *)(payload + passed->offset)) == 0) lua_pushnil(L);
      lua_insert(L, top + 1);
      lua_settop(L, top + 1);
    } else {
      clua_push_cell(L, field, payload + passed->offset);
    }
  }
}

// Pushes what stays the same: the function, and the operation's arguments.
static void push_arguments(lua_State *L, const clua_operation *operation) {
  if (clua_context_of(L)->closing) luaL_error(L, "the state is closing");
  clua_ensure_stack(L, operation->argument_count + 2 * (int64_t)operation->passed_count + 10, "too many arguments");
  clua_push_value(L, &operation->target);
  lua_pushcfunction(L, clua_handle_message);
  for (int64_t index = 0; index < operation->argument_count; index++) clua_push_value(L, &operation->arguments[index]);
}

int clua_op_pass(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  push_arguments(L, operation);
  const int top = lua_gettop(L);
  lua_pushvalue(L, 2);
  push_passed(L, operation, operation->pointer, 4);
  lua_call(L, operation->passed_count, 1);
  if (operation->record) operation->is_recorded = clua_record_answer(L, top + 1, operation->record);
  return 1;
}

int clua_op_pass_rows(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  clua_rows *rows = operation->rows;
  clua_context *context = clua_context_of(L);
  clua_set_pause(L, context);
  push_arguments(L, operation);
  const int top = lua_gettop(L);
  for (; rows->position < rows->count; rows->position++) {
    clua_begin_row(context, rows);
    lua_pushvalue(L, 2);
    push_passed(L, operation, (const char *)operation->pointer + rows->stride * rows->position, 4);
    const int status = lua_pcall(L, operation->passed_count, 1, 3);
    if (!clua_end_row(L, context, operation, status, top)) break;
  }
  return rows->position < rows->count;
}
