// What a function is passed of a row: cells of the row, which Lua then reads where they stand. Here for a function that
// is given nothing else of it; besides an object, in Repeated.c.

#include "Context.h"

#include <lauxlib.h>

void clua_push_passed(lua_State *L, const clua_operation *operation, const char *payload) {
  for (int32_t index = 0; index < operation->passed_count; index++) {
    const clua_passed *passed = &operation->passed[index];
    if (clua_push_float(L, passed->field, payload + passed->offset)) continue;
    clua_push_cell(L, passed->field, payload + passed->offset);
  }
}

// Has what comes behind the row's cells fetched: the columns lie apart, so that each is a wait for memory of its own.
void clua_expect_passed(const clua_operation *operation, const char *payload) {
  for (int32_t index = 0; index < operation->passed_count; index++) {
    const clua_passed *passed = &operation->passed[index];
    const clua_field *field = passed->field;
    if (field->row_bytes != 4) continue;
    int32_t row;
    memcpy(&row, payload + passed->offset + field->row_offset, sizeof row);
    if (row < 0 || row >= field->count - CLUA_LINE) continue;
    __builtin_prefetch((const char *)field->base + (row + CLUA_LINE) * field->stride);
  }
}

// Pushes what stays the same: the function, and the operation's arguments.
static void push_arguments(lua_State *L, const clua_operation *operation) {
  if (clua_context_of(L)->closing) luaL_error(L, "the state is closing");
  clua_ensure_stack(L, 2 * operation->argument_count + operation->passed_count + 10, "too many arguments");
  clua_push_value(L, &operation->target);
  for (int64_t index = 0; index < operation->argument_count; index++) clua_push_value(L, &operation->arguments[index]);
}

int clua_op_pass(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  push_arguments(L, operation);
  clua_push_passed(L, operation, operation->pointer);
  lua_call(L, (int)operation->argument_count + operation->passed_count, 1);
  if (operation->record) operation->is_recorded = clua_record_answer(L, 2, operation->record);
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
    for (int index = 2; index <= top; index++) lua_pushvalue(L, index);
    const char *row = (const char *)operation->pointer + rows->stride * rows->position;
    if (rows->position % CLUA_LINE == 0) clua_expect_passed(operation, row);
    clua_push_passed(L, operation, row);
    lua_call(L, (int)operation->argument_count + operation->passed_count, 1);
    if (!clua_end_row(L, context, operation, top)) break;
  }
  return rows->position < rows->count;
}

const clua_field *clua_field_of(const clua_type *type, int64_t number) { return &type->fields[number]; }
