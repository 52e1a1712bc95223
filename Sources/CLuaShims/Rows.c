// What calls for row after row have in common: each is a call of its own, whose answer is put down.

#include "Context.h"

// Lets garbage gather while there is little of anything: a plugin makes some for each row, and each collection
// looks at all that is alive.
void clua_set_pause(lua_State *L, const clua_context *context) {
  const uint64_t small = 4 << 20;
  lua_gc(L, LUA_GCINC, context->used < small ? 500 : 200, 0, 0);
}

// A row's call begins: with limits of its own.
void clua_begin_row(clua_context *context, const clua_rows *rows) {
  if (rows->marks) {
    rows->marks[2] = rows->marks[1] = 0;
    rows->marks[0] = rows->numbers[rows->position];
  }
  clua_begin(context);
}

// A row's call has ended with its answer above the top: whether it was put down. Where it ended with an error, clua_run
// ends it.
int clua_end_row(lua_State *L, clua_context *context, clua_operation *operation, int top) {
  clua_end(context);
  // A script that swallowed the error has still met the limit.
  operation->rows->status = context->limit ? CLUA_STATUS_LIMIT : LUA_OK;
  if (operation->rows->status != LUA_OK || !clua_record_answer(L, top + 1, operation->record)) return 0;
  lua_settop(L, top);
  return 1;
}
