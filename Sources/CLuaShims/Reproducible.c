// What Lua's library answers differently from process to process, and these functions do not.

#include "Context.h"

int clua_op_reproducible(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  clua_push_pairs_in_order(L, &operation->target);
  lua_pushcfunction(L, clua_text_of);
  clua_push_format(L, &operation->value);
  lua_pushcfunction(L, clua_sort_stably);
  clua_push_next_in_order(L, &operation->target);
  return clua_give(L, operation, 2);
}
